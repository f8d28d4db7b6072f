"""What a measurement refers to stays, also against a delete at the very same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from agreements.models import Department
from monitoring.models import Measurement
from tests import factories as make


def delete_department(pk: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM agreements_department WHERE id = %s", [pk])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_department_cannot_be_deleted_while_its_figures_arrive():
    department = make.DepartmentFactory()
    batch = make.ImportBatchFactory()
    indicator = make.IndicatorFactory()

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            make.MeasurementFactory(department=department, batch=batch, indicator=indicator)
            deletion = pool.submit(delete_department, department.pk)
            with pytest.raises(TimeoutError):
                deletion.result(timeout=0.5)  # it waits for us
        with pytest.raises(IntegrityError, match="still in use"):
            deletion.result(timeout=20)

    assert Department.objects.filter(pk=department.pk).exists()
    assert Measurement.objects.count() == 1


@pytest.mark.django_db
def test_a_measurement_of_no_department_is_refused(world):
    measurement = make.MeasurementFactory.build(
        department_id=999_999,
        batch=make.ImportBatchFactory(),
        indicator=make.IndicatorFactory(),
        department=None,
    )
    measurement.department_id = 999_999

    with pytest.raises(IntegrityError, match="refers to nothing"), transaction.atomic():
        measurement.save()
