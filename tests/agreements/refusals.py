"""What an action refuses."""

import pytest

from agreements.actions.faults import FaultyInputError


def faults_of(act) -> dict[str, str]:
    """The faults that the action is refused with, by field."""
    with pytest.raises(FaultyInputError) as refused:
        act()
    return {fault.field: fault.text for fault in refused.value.faults}
