"""The front door: settings, addresses, the worker, and the pages that span the three apps."""

from udlejning.celery import app as celery_app

__all__ = ["celery_app"]
