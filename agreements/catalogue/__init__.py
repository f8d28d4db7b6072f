"""What the parties choose from: themes, criteria for flexible letting, and steps to a first agreement.

The texts are proposals in our own words; what is agreed stands in agreements/content and may say otherwise.
"""
