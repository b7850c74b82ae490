"""Records access oversight.

A layer imports only what lies below it:

    pages                       screens, top to bottom
    ui, cli                     what a person meets: browser and terminal
    demo                        the invented ICB of the demonstration
    casework                    questions and analysis put together: cases, worklist
    queries  actions            questions (user -> rows); changes (by user -> event)
    ingest   documents          files in (bytes -> rows, problems); files out
    analysis                    figures -> shares, changes, sentences; pure
    db                          the engine; reading() and transaction()
    domain                      rules and tables, in the words of the field
    config                      what differs between laptop, test and live
"""
