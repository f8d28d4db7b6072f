"""Charts as a browser draws them: on a desk, a phone and paper no words overlap and none are too small."""

from playwright.sync_api import Page

from tests import factories as make

PLACES = """() => [...document.querySelectorAll("svg.udl-chart")]
    .filter((chart) => chart.getClientRects().length)
    .map((chart) => ({
        name: chart.querySelector("title").textContent,
        scale: chart.getBoundingClientRect().width / chart.viewBox.baseVal.width,
        frame: chart.getBoundingClientRect().toJSON(),
        words: [...chart.querySelectorAll("text")].map((words) => ({
            text: words.textContent,
            size: parseFloat(words.getAttribute("font-size")),
            ...words.getBoundingClientRect().toJSON(),
        })),
    }))"""
LEADING = 0.2
"""The box of a text is higher than its letters: the part of its height that may touch another's."""


def faults(page: Page) -> list[str]:
    """Return what nobody should meet: small letters, words outside their chart, words upon each other."""
    return [fault for chart in page.evaluate(PLACES) for fault in faults_of(chart)]


def faults_of(chart) -> list[str]:
    words, frame = chart["words"], chart["frame"]
    small = [each["text"] for each in words if each["size"] * chart["scale"] < 11.9]
    outside = [
        each["text"]
        for each in words
        if each["left"] < frame["left"] - 1 or each["right"] > frame["right"] + 1
    ]
    upon = [
        f"{one['text']} / {other['text']}"
        for number, one in enumerate(words)
        for other in words[:number]
        if overlap(one, other)
    ]
    return [
        f"{chart['name']}: {kind} {text}"
        for kind, texts in (("small", small), ("outside", outside), ("overlap", upon))
        for text in texts
    ]


def overlap(one, other) -> bool:
    slack = LEADING * min(one["height"], other["height"], one["width"], other["width"])
    across = one["left"] + slack < other["right"] and other["left"] + slack < one["right"]
    return across and one["top"] + slack < other["bottom"] and other["top"] + slack < one["bottom"]


def test_the_charts_are_readable_on_a_desk_a_phone_and_paper(log_in, photographed):
    page = log_in(make.UserFactory(username="system", is_superuser=True))
    page.goto("/stil/")

    on_a_desk, shown = faults(page), len(page.evaluate(PLACES))
    photographed(page, "diagrammer")
    page.set_viewport_size({"width": 320, "height": 700})
    on_a_phone = faults(page)
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    on_paper = faults(page)

    assert shown >= 15
    assert (on_a_desk, on_a_phone, on_paper) == ([], [], [])


def test_the_table_behind_a_chart_opens_by_keyboard(log_in):
    page = log_in(make.UserFactory(username="system", is_superuser=True))
    page.goto("/stil/")

    page.locator("#linje-tal summary").focus()
    page.keyboard.press("Enter")

    assert page.locator("#linje-tal table").get_by_role("cell", name="tilbageholdt").first.is_visible()
