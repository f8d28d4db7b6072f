# One image for web, worker, beat and migrate; docker-compose.yml says which of them a container is.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

RUN useradd --system --uid 10001 --create-home udlejning \
    && install -d -o udlejning -g udlejning /data/media /data/static /data/beat

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .

ENV DJANGO_MEDIA_ROOT=/data/media \
    DJANGO_STATIC_ROOT=/data/static \
    CELERY_BEAT_SCHEDULE_FILE=/data/beat/schedule

USER udlejning
# The variables are dummies: collecting files reads the settings, but neither database nor queue.
RUN DJANGO_PRODUCTION=1 DJANGO_SECRET_KEY=only-while-building DJANGO_ALLOWED_HOSTS=localhost \
    DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --noinput

EXPOSE 8000
CMD ["gunicorn", "udlejning.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--no-control-socket", "--access-logfile", "-"]
