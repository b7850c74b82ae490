"""How practices were asked: each ask counted, for the team and for whoever looks on."""

from lib.domain.roles import Permission
from lib.ui import access, asked, burden, burden_ask, context

user = access.current_user()

icb_code = context.icb_code(user)
burden.by_month(user, icb_code)
asked.by_icb(user, icb_code)
if user.may(Permission.READ_CASEWORK):
    burden.by_practice(user, icb_code)
    burden_ask.new(user, icb_code)
