"""Charts in templates: thin doors to lib/charts. Sparklines stand alone, others in components/chart.html."""

from django import template
from django.utils.safestring import SafeString

from udlejning.lib.charts import drawing, tables
from udlejning.lib.charts.descriptions import Chart, SmallMultiples
from udlejning.lib.charts.pictures import NARROW

register = template.Library()


@register.simple_tag
def chart_svg(chart: Chart, table_id: str = "") -> SafeString:
    """Draw a chart: {% chart_svg row.sparkline %}."""
    return drawing.svg(chart, table_id=table_id)


@register.simple_tag
def narrow_chart_svg(chart: Chart, table_id: str = "") -> SafeString:
    """Draw a chart for a phone."""
    return drawing.svg(chart, NARROW, table_id=table_id)


@register.filter
def chart_table(chart: Chart) -> tables.Table:
    """Return the table behind a chart: {% with behind=chart|chart_table %}."""
    return tables.table(chart)


@register.filter
def is_panelled(chart: Chart) -> bool:
    """Return whether a chart is many small ones, which find their own places."""
    return isinstance(chart, SmallMultiples)
