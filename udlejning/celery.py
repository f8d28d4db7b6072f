"""The Celery app: the worker finds each app's `tasks.py`, beat finds its hours in the settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "udlejning.settings")

app = Celery("udlejning")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
