"""The same questions as hand-written SQL: what the answer costs at the very least.

As the rules say: the newest word that is not withdrawn, the snapshot of the month, the
list of the 1st of the next month or else the nearest earlier, the rule in force.
"""

PANEL = """
WITH RECURSIVE
month(period) AS (
    SELECT :first
    UNION ALL
    SELECT date(period, '+1 month') FROM month WHERE period < :last
),
serving AS (
    SELECT period, date(period, '+1 month') AS due, (
        SELECT id FROM upload
        WHERE kind = 'hierarchy' AND withdrawn_sequence IS NULL
        AND described_on < date(month.period, '+1 month')
        ORDER BY described_on DESC, sequence DESC LIMIT 1
    ) AS upload_id
    FROM month
),
rule AS (
    SELECT id, percent, basis FROM threshold_rule
    WHERE icb_code IS NULL AND measure = '104' ORDER BY from_on DESC, sequence DESC LIMIT 1
)
SELECT
    s.period, h.practice_code, h.name, h.icb_code, h.sub_icb_code, h.pcn_code,
    h.supplier, p.lmc_name, p.contract_type, c.value, l.patients, l."on",
    r.basis, r.percent, r.id, cu.counted, cu.population, c.upload_id, c.row,
    CASE WHEN c.value IS NULL THEN 'no-data' WHEN l.patients IS NULL
        THEN 'no-denominator' ELSE 'reported' END,
    1.0 * c.value / l.patients,
    c.value * 100 > r.percent * l.patients,
    l.patients < 1000
FROM serving s
JOIN hierarchy_entry h ON h.upload_id = s.upload_id
JOIN practice p ON p.ods_code = h.practice_code
JOIN rule r
LEFT JOIN exclusion_count c ON c.id = (
    SELECT n.id FROM exclusion_count n JOIN upload u ON u.id = n.upload_id
    WHERE n.practice_code = h.practice_code AND n.period = s.period
    AND n.measure = '104' AND u.withdrawn_sequence IS NULL
    ORDER BY u.sequence DESC LIMIT 1
)
LEFT JOIN upload cu ON cu.id = c.upload_id
LEFT JOIN list_size l ON l.id = (
    SELECT n.id FROM list_size n JOIN upload u ON u.id = n.upload_id
    WHERE n.practice_code = h.practice_code AND n."on" <= s.due
    AND n.basis = 'registered' AND n.sex = 'all' AND u.withdrawn_sequence IS NULL
    ORDER BY n."on" DESC, u.sequence DESC LIMIT 1
)
WHERE (:icb IS NULL OR h.icb_code = :icb)
AND (p.closed_on IS NULL OR p.closed_on >= s.due)
ORDER BY h.practice_code, s.period
"""

MONTHS = """
SELECT DISTINCT c.period FROM exclusion_count c
JOIN upload u ON u.id = c.upload_id AND u.withdrawn_sequence IS NULL
ORDER BY c.period DESC
"""

MONTHS_OF_ICB = """
SELECT DISTINCT c.period FROM exclusion_count c
JOIN upload u ON u.id = c.upload_id AND u.withdrawn_sequence IS NULL
WHERE u.icb_code = :icb ORDER BY c.period DESC
"""

HISTORY = """
SELECT c.period, c.measure, c.value, c.suppressed, c.run_on, c.row, u.id, u.file_name,
    u.counted, u.population, u.loaded_by, u.loaded_at, u.reason,
    u.withdrawn_sequence IS NOT NULL
FROM exclusion_count c JOIN upload u ON u.id = c.upload_id
WHERE c.practice_code = :practice
ORDER BY c.period DESC, c.measure, u.sequence DESC
"""

SEARCH_OPTIONS = """
SELECT ods_code, name || ' · ' || ods_code || ' · ' || postcode
FROM practice WHERE :icb IS NULL OR icb_code = :icb ORDER BY name
"""

ICBS = """
SELECT code, name FROM icb
WHERE code IN (SELECT icb_code FROM practice) ORDER BY name
"""

EVERY_ICB = "SELECT code, name FROM icb ORDER BY name"

NAMES = """
SELECT code, name FROM region UNION ALL SELECT code, name FROM icb
UNION ALL SELECT code, name FROM sub_icb_location UNION ALL SELECT code, name FROM pcn
"""

GROUPS = """
SELECT DISTINCT m.practice_code, m.group_name, g.kind FROM group_membership m
JOIN upload u ON u.id = m.upload_id AND u.withdrawn_sequence IS NULL
JOIN practice_group g ON g.name = m.group_name
WHERE (m.from_on IS NULL OR m.from_on <= :last)
AND (m.until_on IS NULL OR m.until_on >= :last)
"""
