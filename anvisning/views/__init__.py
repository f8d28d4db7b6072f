"""The doors of the app: each reads the request, calls one action or report, and renders or redirects."""
