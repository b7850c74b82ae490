"""Files refused by name, with what to send instead."""

import pytest

from lib.domain.errors import FileRefused
from lib.ingest.formats import refused
from tests.ingest.formats.reading import opened
from tests.real_files import real

MADE = {
    "quinary-age": "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,"
    "AGE_GROUP_5,NUMBER_OF_PATIENTS\nA,2026-08-01,GP,X99001,,ZZ1 1ZZ,ALL,0_4,9\n",
    "lsoa": "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,"
    "Number of Patients\nA,2026-08-01,X99001,A SURGERY,E01000001,ALL,9\n",
    "snomed-usage": "SNOMED_Concept_ID,Description,Usage,Active_at_Start\n1,x,9,1\n",
    "wide-pomi": "PeriodStart,PeriodEnd,GPPracticeCode,Supplier,NoPatients,"
    "SystemEnabled,PatientsEnabled\n1/4/2016,30/4/2016,X99001,EMIS,9,Yes,3\n",
    "patient-data": 'Last Run,,,"01/08/2026 09:00"\nPatient Details,,\nA,B,C\n1,2,3\n',
    "postcodes": '"ZZ1  1ZZ","QZZ","99Z"\n"ZZ11 1ZZ","QZZ","99Z"\n',
}


@pytest.mark.parametrize("problem", MADE)
def test_a_file_that_cannot_be_used_is_refused_by_name(problem: str) -> None:
    refusal = refused(opened(MADE[problem]))
    assert refusal is not None
    assert refusal.problem == problem


@pytest.mark.parametrize(
    ("path", "problem", "instead"),
    [
        (
            "list_size/gp-reg-pat-prac-sing-age-regions_2026-08.zip",
            "sing-age-regions",
            "gp-reg-pat-prac-sing-age-female",
        ),
        ("geo/pcodey63_2026-05.csv", "postcodes", "gp-reg-pat-prac-map"),
        (
            "ods/ODS_Change_Summary_ICB_Mergers_Phase1_Apr2026.xlsx",
            "ods-change-summary",
            "gp-reg-pat-prac-map",
        ),
    ],
)
def test_real_files_that_cannot_be_used(path: str, problem: str, instead: str) -> None:
    refusal = refused(opened(real(path).read_bytes()))
    assert refusal is not None
    assert refusal.problem == problem
    assert instead in str(refusal)


def test_a_map_of_boundaries_is_refused_when_it_is_opened() -> None:
    with pytest.raises(FileRefused) as refusal:
        opened('{"type":"FeatureCollection","features":[]}')
    assert refusal.value.problem == "json"
