"""Settings: whether the ICB acts on the rule, the values of the work, letters, deputies."""

from lib.ui import (
    access,
    context,
    settings_adoption,
    settings_deputies,
    settings_letters,
    settings_stance,
    settings_threshold,
    settings_values,
)

user = access.current_user()

settings_adoption.show(user)
settings_threshold.show(user)
settings_values.show(user, context.icb_code(user))
settings_stance.show(user)
settings_letters.show(user)
settings_deputies.show(user)
