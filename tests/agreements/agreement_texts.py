"""A small agreement as a file, and ways to spoil it; all figures are constructed."""

import pytest

from agreements.files.faults import FaultyFileError
from agreements.files.reading import read_agreement_file
from agreements.problems import Known

INDICATOR = "outside_labour_market_or_education"
# Tests count on the numbers of these lines.
SMALL = """\
format: udlejning/agreement/1
agreement:
  municipality: "0998"
  kind: framework
  name: Lille aftale
  from_date: 2026-01-01
  to_date: 2028-12-31
  includes_fleksibel_udlejning: false
parties:
  - organisation: "9901"
    name: Lind Bolig
    from_date: 2026-01-01
versions:
  - number: 1
    from_date: 2026-01-01
    status: adopted
    adopted_date: 2025-12-15
    decisions:
      - body: board
        organisation: "9901"
        decided_date: 2025-12-01
        outcome: approved
    content:
      terms:
        everywhere: {may_report: true}
        counting: {returned_counts: true}
      staircases:
        - key: familie
          name: Trappen
          steps:
            - key: gul
              name: Gul
              colour: yellow
              shape: triangle
              rules:
                - type: indicator
                  condition:
                    indicator: outside_labour_market_or_education
                    operator: at_least
                    threshold: 30
              terms:
                may_allocate: "yes"
                quota: {mode: share, share: 12.5}
            - key: groen
              name: Grøn
              colour: green
              shape: circle
              terms: {may_allocate: "yes", quota: {mode: none}}
deviations:
  - department: 9901/001
    terms: {may_report: false}
    from_date: 2026-03-01
    to_date: 2026-06-30
    reason: Ombygning.
    decided_by: Styregruppen 20. februar 2026
"""
STEP = "versions[1].content.staircases[familie].steps[gul]"
KNOWN = Known(indicators=frozenset({INDICATOR}), departments=None, criteria_kinds=frozenset())


def changed(old, new):
    assert SMALL.count(old) == 1, f"{old} stands {SMALL.count(old)} times"
    return SMALL.replace(old, new)


def faults_of(text):
    with pytest.raises(FaultyFileError) as refused:
        read_agreement_file(text)
    return refused.value.faults


def texts_of(found):
    return [fault.text for fault in found]
