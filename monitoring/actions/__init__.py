"""Writes of the app: one function a deed, one transaction each."""
