"""Rows for the pages, the exports and the apps above, gathered from several models."""

from monitoring.reports.staircase import OverviewFilters, StaircaseOverview, staircase_overview

__all__ = ["OverviewFilters", "StaircaseOverview", "staircase_overview"]
