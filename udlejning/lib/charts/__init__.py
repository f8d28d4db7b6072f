"""Pictures drawn on the server: charts for pages, print, slides and files (docs/decisions/0014).

`descriptions` says what a chart holds, `tables` gives the table behind it, `drawing` makes the picture.
Between them lie the layouts, which are pure: numbers in, places out. The staircase (`stairs`) is a layout of
its own, drawn by a template.
"""
