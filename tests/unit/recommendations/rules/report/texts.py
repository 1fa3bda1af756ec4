"""Recommendations of reports that never were, in the manner of those that inspectorates write."""

from datetime import date

PUBLISHED = date(2025, 1, 15)
OUR_NAMES = ("Northshire Police", "Northshire")

NATIONAL_THEMATIC = """\
Recommendations

Leadership

Recommendation 1

Within twelve months, chief constables should review how their forces are led on rural crime, to make sure that:

• a chief officer answers for it;
• analysts have the data they need; and
• wardens are trained by 31 March 2025.

Recommendation 2

By September 2025, the NPCC lead for rural crime and the Home Office should agree one definition. They should print it.

Recording

Recommendation 3

Immediately, forces that have not yet done so should record the place of every theft from a farm.

We will look at this again in our next inspections.

Good practice

Forces work well with farmers. Every force should be proud of that.
"""

PEEL = """\
Investigating crime

Requires improvement

Northshire Police requires improvement at investigating crime.

Area for improvement

The force needs to improve the supervision of its investigations

In too many cases there was no plan. Sergeants told us that they had no time. The force should have seen this coming.

Areas for improvement

• The force should answer 101 calls sooner.
• Northshire Police should make sure that, within six months, its stop and search records say why.

Cause of concern 2

Northshire Police doesn’t manage the risk posed by registered offenders

We found a backlog of visits. Managers were not aware of it.

Recommendations

Within three months, Northshire Police should:

a) clear the backlog of visits;
b) train every manager, by the end of June 2025; and
c) tell victims what it has done.

Northshire Police should also publish a plan by 1 December 2025.
"""

SUPER_COMPLAINT = """\
Our recommendations

Recommendation 1 (to chief constables)

By 30 June 2025, chief constables should name a lead for stalking and tell the Home Office who it is.

Recommendation 2: To the Home Office

By 30 September 2025, the Home Office, in consultation with chief constables, should review its guidance.

Recommendation 3

Within 56 days, all police and crime commissioners should publish what they will ask of their forces.

Recommendation 4 (to the College of Policing)

Within six months, add stalking to the training of call handlers.

Action 1

HMICFRS will look at this in its next inspections.
"""

JTAI = """\
Areas for priority action

The partnership should make sure that:

1. health information reaches the front door
2. strategy meetings are quorate

Areas for improvement

Northshire Police
• The quality of referrals made by front-line officers.
• The timeliness of visits to children.

Children’s social care
• The supervision of new social workers.
"""
