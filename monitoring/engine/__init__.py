"""PURE: places departments and areas on an agreement's staircases, all of them at once, and says why.

Figures lie in columns (numpy) as whole numbers of ten-thousandths, so that every comparison is exact, and a
national list of ten years is placed in the time of a few array operations. What a rule says about each unit
is one of three answers: no, open (a figure that could change it is missing), yes. Explanations are worked out
from the same arrays for one unit at a time, when somebody asks.
"""
