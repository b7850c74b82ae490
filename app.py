"""Launcher: the server of `streamlit run app.py`; under AppTest, the script itself."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    import gc

    import streamlit as st

    from lib.ui import server

    server.open_doors()
    app = st.App(
        "lib/ui/main.py",
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        on_script_error=server.explain,
    )
    # Streamlit collects garbage after every click; what is frozen is not looked at.
    gc.collect()
    gc.freeze()
else:
    from lib.ui.shell import main

    main()
