"""What a select shows for a code."""

from lib.ui import context


def test_a_name_that_two_have_is_shown_with_its_code() -> None:
    pairs = [("U1", "Central PCN"), ("U2", "Central PCN"), ("U3", "Coast PCN")]
    assert context.named(pairs) == {
        "U1": "Central PCN (U1)",
        "U2": "Central PCN (U2)",
        "U3": "Coast PCN",
    }
