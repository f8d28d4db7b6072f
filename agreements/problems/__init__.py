"""PURE: what is wrong with an agreement's content, in words: every fault and warning at once, with its place.

A fault keeps the agreement from being adopted; a warning is shown. One file per subject; `every_check` lists
the checks in order.
"""

from agreements.problems.every_check import content_problems
from agreements.problems.inheritance import inheritance_problems
from agreements.problems.problem import Known, Problem

__all__ = ["Known", "Problem", "content_problems", "inheritance_problems"]
