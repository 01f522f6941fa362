"""What a person can do to a log: small frozen values, each carried out as one operation by `Ledger.run`.

Every command may be refused with `domain.problems.Refused` (bad input at a field), or fail with `LogUnavailable` (the
disk, the file).
"""

from __future__ import annotations

from ascertain.app.commands.accounts import AccountCommand as AccountCommand
from ascertain.app.commands.accounts import AdoptAssertion as AdoptAssertion
from ascertain.app.commands.accounts import SetAssertion as SetAssertion
from ascertain.app.commands.accounts import UnadoptAssertion as UnadoptAssertion
from ascertain.app.commands.codes import CodeCommand as CodeCommand
from ascertain.app.commands.codes import KeepCode as KeepCode
from ascertain.app.commands.codes import MergeCodes as MergeCodes
from ascertain.app.commands.codes import MoveCode as MoveCode
from ascertain.app.commands.codes import RemoveCode as RemoveCode
from ascertain.app.commands.entering import EnteringCommand as EnteringCommand
from ascertain.app.commands.entering import KeepTemplate as KeepTemplate
from ascertain.app.commands.entering import MoveTemplate as MoveTemplate
from ascertain.app.commands.entering import RemoveTemplate as RemoveTemplate
from ascertain.app.commands.importing import ImportRecords as ImportRecords
from ascertain.app.commands.importing import IncomingCommand as IncomingCommand
from ascertain.app.commands.importing import Records as Records
from ascertain.app.commands.importing import TakeRows as TakeRows
from ascertain.app.commands.incidents import EditIncident as EditIncident
from ascertain.app.commands.incidents import IncidentCommand as IncidentCommand
from ascertain.app.commands.incidents import KeepStatus as KeepStatus
from ascertain.app.commands.incidents import LinkIncidents as LinkIncidents
from ascertain.app.commands.incidents import LogIncident as LogIncident
from ascertain.app.commands.incidents import RemoveLink as RemoveLink
from ascertain.app.commands.incidents import RestoreIncidents as RestoreIncidents
from ascertain.app.commands.incidents import RestoreIncidentVersion as RestoreIncidentVersion
from ascertain.app.commands.incidents import SetFollowUp as SetFollowUp
from ascertain.app.commands.incidents import SetStatus as SetStatus
from ascertain.app.commands.incidents import TagIncidents as TagIncidents
from ascertain.app.commands.incidents import TrashIncidents as TrashIncidents
from ascertain.app.commands.library import AttachFiles as AttachFiles
from ascertain.app.commands.library import KeepEntry as KeepEntry
from ascertain.app.commands.library import KeepView as KeepView
from ascertain.app.commands.library import LibraryCommand as LibraryCommand
from ascertain.app.commands.library import MergeEntries as MergeEntries
from ascertain.app.commands.library import MoveView as MoveView
from ascertain.app.commands.library import RemoveAttachment as RemoveAttachment
from ascertain.app.commands.library import RemoveEntry as RemoveEntry
from ascertain.app.commands.library import RemoveView as RemoveView
from ascertain.app.commands.library import RestoreEntryVersion as RestoreEntryVersion
from ascertain.app.commands.many import EditFields as EditFields
from ascertain.app.commands.many import ManyCommand as ManyCommand
from ascertain.app.commands.many import ReplaceText as ReplaceText
from ascertain.app.commands.marks import MarkCommand as MarkCommand
from ascertain.app.commands.marks import MarkPassage as MarkPassage
from ascertain.app.commands.marks import UnmarkPassages as UnmarkPassages
from ascertain.app.commands.merging import MergeCommand as MergeCommand
from ascertain.app.commands.merging import MergeIncidents as MergeIncidents
from ascertain.app.commands.own_fields import KeepOwnField as KeepOwnField
from ascertain.app.commands.own_fields import MoveOwnField as MoveOwnField
from ascertain.app.commands.own_fields import OwnFieldCommand as OwnFieldCommand
from ascertain.app.commands.own_fields import RemoveOwnField as RemoveOwnField
from ascertain.app.commands.own_fields import RetireOwnField as RetireOwnField
from ascertain.app.commands.purging import PurgeCommand as PurgeCommand
from ascertain.app.commands.purging import PurgeEntry as PurgeEntry
from ascertain.app.commands.purging import PurgeIncidents as PurgeIncidents
from ascertain.app.commands.turning import Redo as Redo
from ascertain.app.commands.turning import TurnCommand as TurnCommand
from ascertain.app.commands.turning import Undo as Undo

Command = (
    AccountCommand
    | CodeCommand
    | EnteringCommand
    | IncidentCommand
    | IncomingCommand
    | LibraryCommand
    | ManyCommand
    | MarkCommand
    | MergeCommand
    | OwnFieldCommand
    | PurgeCommand
    | TurnCommand
)
