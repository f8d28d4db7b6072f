"""Reads the workbooks that key figures come in; stores nothing."""
