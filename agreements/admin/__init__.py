"""The admin site of the app: parties, people, register and agreements."""

from agreements.admin import agreements, indicators, parties, people, register

__all__ = ["agreements", "indicators", "parties", "people", "register"]
