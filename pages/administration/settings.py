"""Settings: whether the ICB acts on the rule, the values of the work, letters, deputies."""

from lib.ui import (
    access,
    context,
    folds,
    settings_adoption,
    settings_deputies,
    settings_letters,
    settings_stance,
    settings_threshold,
    settings_values,
)

user = access.current_user()

parts = ("The rule", "Values of the work", "Letters", "Deputies")
rule, values, letters, deputies = folds.tabs(parts, "part", of="settings")
if rule:
    with rule:
        settings_adoption.show(user)
        settings_threshold.show(user)
        settings_stance.show(user)
if values:
    with values:
        settings_values.show(user, context.icb_code(user))
if letters:
    with letters:
        settings_letters.show(user)
if deputies:
    with deputies:
        settings_deputies.show(user)
