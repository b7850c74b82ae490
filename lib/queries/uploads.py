"""Uploads: what was loaded, by whom, and what was taken back."""

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.errors import NotFound
from lib.domain.roles import Permission
from lib.domain.scope import own_or_for_all
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import office, truth


def every(user: User) -> pd.DataFrame:
    """All uploads of the user's ICBs and the national ones, newest first.

    The columns of Upload, less the hashes of the content. For staff: reasons and names
    of files hold what people wrote into them.
    """
    user.require(Permission.SEE_EXACT)
    hidden = {"content_hash", "sequence", "withdrawn_sequence"}
    columns = [c for c in sa.inspect(Upload).columns if c.key not in hidden]
    statement = sa.select(*columns).where(own_or_for_all(user, Upload.icb_code))
    with db.reading() as session:
        return truth.frame(session, statement.order_by(col(Upload.sequence).desc()))


def get(user: User, upload_id: int) -> Upload:
    user.require(Permission.SEE_EXACT)
    seen = own_or_for_all(user, Upload.icb_code)
    upload = db.first(select(Upload).where(Upload.id == upload_id, seen))
    if upload is None:
        raise NotFound(f"There is no upload {upload_id} among yours.")
    return office.rows(user, [upload])[0]
