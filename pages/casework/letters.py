"""Letters: what is due to be written, what waits to be sent, and what was sent."""

from lib import queries
from lib.domain.letter import LetterState
from lib.ui import access, caching, context, letters, letters_about, letters_sent

user = access.current_user()

icb_code = context.icb_code(user)
desk = letters.desk(user, icb_code)
every = caching.ask(queries.letters.every, user, icb_code)
letters.lead(
    desk,
    len(letters_sent.of_state(every, LetterState.DRAFT)),
    len(letters_sent.of_state(every, LetterState.UNDELIVERED)),
)
letters.to_write(user, desk)
letters_about.silences(user, desk)
letters_sent.drafts(user, desk, every)
letters_sent.sent(user, every)
letters_about.history(user, every)
letters_about.lmcs(user)
