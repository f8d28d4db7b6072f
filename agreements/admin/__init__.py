"""The admin site of the app: parties, people, register and agreements."""

from agreements.admin import agreements, parties, people, register, staircases

__all__ = ["agreements", "parties", "people", "register", "staircases"]
