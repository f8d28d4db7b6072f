"""The page a load balancer or a monitor asks: do the database and the queue answer?"""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from redis import RedisError


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok", or 503 with the names of what does not answer; nothing else is given away."""
    checks = {"database": _database_answers, "redis": _redis_answers}
    silent = ", ".join(name for name, answers in checks.items() if not answers())
    return HttpResponse(
        f"svarer ikke: {silent}" if silent else "ok",
        status=503 if silent else 200,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        cache.get("sundhed")
    except RedisError:
        return False
    return True
