"""Each vacancy and what became of it: vacancies, offers, decline reasons, rent limits, notices."""

from anvisning.models.notices import Notice
from anvisning.models.offers import DeclineReason, Offer, OfferStatus
from anvisning.models.rents import HouseholdTypeChoice, RentLimit
from anvisning.models.vacancies import RouteChoice, RouteReasonChoice, Vacancy

__all__ = [
    "DeclineReason",
    "HouseholdTypeChoice",
    "Notice",
    "Offer",
    "OfferStatus",
    "RentLimit",
    "RouteChoice",
    "RouteReasonChoice",
    "Vacancy",
]
