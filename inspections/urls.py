"""Addresses of inspections and what hangs on them."""

from django.urls import path

from inspections import api
from inspections.views import causes, frameworks, inspections, listing, milestones, publications, record

urlpatterns = [
    path("api/v1/inspections/", api.inspections, name="api_inspections"),
    path("api/v1/publications/", api.publications, name="api_publications"),
    path("api/v1/gradings/", api.gradings, name="api_gradings"),
    path("api/v1/causes/", api.causes, name="api_causes"),
    path("forward-look/", listing.forward_look, name="forward_look"),
    path("forward-look/file/<sheet_format:format>/", listing.forward_look_file, name="forward_look_file"),
    path("inspections/", listing.inspections, name="inspections"),
    path("inspections/file/<sheet_format:format>/", listing.inspections_file, name="inspections_file"),
    path("inspections/add/", inspections.add_inspection, name="add_inspection"),
    path("inspections/<int:pk>/", record.inspection, name="inspection"),
    path("inspections/<int:pk>/findings/", record.findings, name="findings"),
    path("inspections/<int:pk>/history/", record.inspection_history, name="inspection_history"),
    path("inspections/<int:pk>/change/", inspections.change_inspection, name="change_inspection"),
    path("inspections/<int:pk>/narrative/", inspections.change_narrative, name="change_narrative"),
    path("inspections/<int:pk>/embargo/", inspections.set_embargo, name="set_embargo"),
    path("inspections/<int:pk>/milestones/add/", milestones.add_milestone, name="add_milestone"),
    path("milestones/<int:pk>/change/", milestones.change_milestone, name="change_milestone"),
    path("milestones/<int:pk>/remove/", milestones.remove_milestone, name="remove_milestone"),
    path("inspections/<int:pk>/publications/add/", publications.add_publication, name="add_publication"),
    path("publications/<int:pk>/change/", publications.change_publication, name="change_publication"),
    path("publications/<int:pk>/remove/", publications.remove_publication, name="remove_publication"),
    path("publications/<int:pk>/gradings/", publications.grading, name="grading"),
    path("publications/<int:pk>/counts/", causes.set_reported_counts, name="set_reported_counts"),
    path("publications/<int:pk>/causes/add/", causes.add_cause, name="add_cause"),
    path("causes/<int:pk>/change/", causes.change_cause, name="change_cause"),
    path("causes/<int:pk>/remove/", causes.remove_cause, name="remove_cause"),
    path("publications/<int:pk>/replies/add/", causes.add_reply_duty, name="add_reply_duty"),
    path("replies/<int:pk>/change/", causes.change_reply_duty, name="change_reply_duty"),
    path("replies/<int:pk>/remove/", causes.remove_reply_duty, name="remove_reply_duty"),
    path("monitoring/", milestones.monitoring, name="monitoring"),
    path("monitoring/file/<sheet_format:format>/", milestones.monitoring_file, name="monitoring_file"),
    path("monitoring/add/", milestones.set_monitoring_phase, name="set_monitoring_phase"),
    path("monitoring/<int:pk>/remove/", milestones.remove_monitoring_phase, name="remove_monitoring_phase"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/file/<sheet_format:format>/", frameworks.frameworks_file, name="frameworks_file"),
    path("frameworks/add/", frameworks.add_framework, name="add_framework"),
    path("frameworks/<int:pk>/", frameworks.framework, name="framework"),
    path("frameworks/<int:pk>/change/", frameworks.change_framework, name="change_framework"),
    path("settings/", frameworks.settings, name="settings"),
]
