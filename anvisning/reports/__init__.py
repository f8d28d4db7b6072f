"""Rows for pages and sheets, gathered from several models: offers, vacancies, the quota, notices."""

from anvisning.reports.notices import unread_notices
from anvisning.reports.offers import OfferRow, WaitingOffers, offer_rows, waiting_offers
from anvisning.reports.quota import QuotaRow, QuotaTotal, quota_overview, quota_total
from anvisning.reports.vacancies import VacancyRow, recent_outcomes, vacancy_rows

__all__ = [
    "OfferRow",
    "QuotaRow",
    "QuotaTotal",
    "VacancyRow",
    "WaitingOffers",
    "offer_rows",
    "quota_overview",
    "quota_total",
    "recent_outcomes",
    "unread_notices",
    "vacancy_rows",
    "waiting_offers",
]
