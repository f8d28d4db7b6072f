"""The files of an agreement: listed, uploaded, and given to those who may read them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.uploads import keep_file, remove_file
from agreements.forms.preparation import FileForm
from agreements.http import AuthenticatedRequest
from agreements.life_reports.files import LostFileError, bytes_of, file_rows
from agreements.life_reports.frame import FILES, agreement_frame
from agreements.models import AgreementFile
from agreements.models.documents import FileReaderChoice
from agreements.uploads import download_name, media_type_of
from agreements.views.doors import agreement_at, attempt, attempted, crumbs, require_editor, sent


def file_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the files the person may read, and take a new one in."""
    agreement = agreement_at(request, pk, to_edit=request.method == "POST")
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    kept = attempt(
        form,
        lambda: keep_file(
            agreement=agreement,
            upload=form.upload(),
            uploaded_by=request.user,
            readers=FileReaderChoice(form.cleaned_data["readers"]),
        ),
    )
    if kept is not None:
        messages.success(request, f"{kept.title} er lagt op.")
        return redirect("agreements:file_list", pk=agreement.pk)
    frame = agreement_frame(agreement, request.user, current=FILES, today=localdate())
    trail = crumbs(agreement, ("Dokumenter", ""))
    context = {"frame": frame, "rows": file_rows(agreement, request.user), "form": form, "breadcrumbs": trail}
    return render(request, "agreements/file_list.html", context)


@require_safe
def file_download(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give a file to someone who may read it: always as a download, never shown in the browser."""
    file = get_object_or_404(AgreementFile.objects.visible_to(request.user), pk=pk)
    stored = str(file.file.name)
    try:
        content = bytes_of(file)
    except LostFileError as error:
        messages.error(request, str(error))
        return redirect("agreements:file_list", pk=file.agreement_id)
    response = HttpResponse(content, content_type=media_type_of(stored))
    named = content_disposition_header(as_attachment=True, filename=download_name(file.title, stored))
    response["Content-Disposition"] = str(named)
    return response


@require_POST
def file_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Remove a file that nothing rests on."""
    visible = AgreementFile.objects.visible_to(request.user).select_related("agreement__municipality")
    file = get_object_or_404(visible, pk=pk)
    require_editor(request, file.agreement)
    attempted(request, lambda: remove_file(file=file), f"{file.title} er fjernet.")
    return redirect("agreements:file_list", pk=file.agreement_id)
