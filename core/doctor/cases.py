"""The gallery: every case by its name, in the order it is shown."""

from core.doctor.case import Case
from core.doctor.padding_cases import PADDING_CASES
from core.doctor.reading_cases import READING_CASES
from core.doctor.shape_cases import SHAPE_CASES
from core.doctor.target_cases import TARGET_CASES

CASES: dict[str, Case] = {case.name: case for case in (*SHAPE_CASES, *PADDING_CASES, *TARGET_CASES, *READING_CASES)}
