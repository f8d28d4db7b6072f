"""What the web container asks itself: exit status 0 where the health page says 200."""

import http.client
import os
import sys


def main() -> int:
    """Ask as the proxy would: by an allowed name, over what is https outside."""
    first_name = os.environ.get("DJANGO_ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    headers = {"Host": first_name.lstrip(".").replace("*", "localhost"), "X-Forwarded-Proto": "https"}
    asking = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    try:
        asking.request("GET", "/sundhed/", headers=headers)
        return 0 if asking.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
