"""Where the application lies on its server: at the root, or under a path."""

import streamlit as st


def under(address: str) -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = address.lstrip("/")
    return f"/{base}/{path}" if base else f"/{path}"
