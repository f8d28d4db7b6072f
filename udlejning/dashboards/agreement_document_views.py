"""A version of an agreement fetched as Word or PDF, as the one who asks may read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.agreement_files import file_name_of
from agreements.documents.blocks import AgreementDocument
from agreements.documents.pdf import pdf_document
from agreements.documents.word import word_document
from agreements.http import AuthenticatedRequest
from agreements.models import AgreementVersion
from agreements.uploads import media_type_of
from agreements.views.doors import version_at
from udlejning.dashboards.agreement_document import agreement_document


@require_safe
def agreement_word(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send a version as a Word document, to be worked on and signed."""
    version = version_at(request, pk)
    return _file(version, word_document(_document(request, version)), "docx")


@require_safe
def agreement_pdf(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send a version as a PDF that a screen reader can read."""
    version = version_at(request, pk)
    return _file(version, pdf_document(_document(request, version)), "pdf")


def _document(request: AuthenticatedRequest, version: AgreementVersion) -> AgreementDocument:
    return agreement_document(version, user=request.user, today=localdate())


def _file(version: AgreementVersion, content: bytes, ending: str) -> HttpResponse:
    name = file_name_of(version.agreement, ending, version=version.number)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type_of(name), headers=headers)
