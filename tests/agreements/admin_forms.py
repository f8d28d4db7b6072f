"""What the browser would send from a page of the admin site: its fields as they stand, with changes."""

from django.urls import reverse


def address(name, *args):
    return reverse(f"admin:agreements_{name}", args=args)


def filled(response, **changes):
    """Return the page's fields as they stand; keywords replace them, with `__` for a hyphen."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: _sent(field.value()) for form in forms for field in form}
    values |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in values.items() if value is not None}


def errors(response):
    """Return every error on the page, in one text."""
    parts = [str(response.context["adminform"].form.errors)]
    for inline in response.context["inline_admin_formsets"]:
        parts += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return " ".join(parts)


def _sent(value):
    return None if value is False else value
