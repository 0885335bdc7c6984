"""Why an archive, a ballot or a key is refused: a code for programs, a sentence for
people, and the place.
"""

from typing import Any

from typing_extensions import override

SENTENCES = {
    # JSON
    "not_utf8": "The record is not written in UTF-8.",
    "not_json": "The record is not JSON.",
    "not_canonical": "The record is JSON, but not in its canonical form (no spaces, no needless escapes).",
    "too_deep": "The record is nested far deeper than any record of an election.",
    "too_many_parts": "The record has more than {most} parts, more than any record of an election.",
    "member_twice": "The member {member!r} stands twice in one object.",
    "not_whole": "{number} is not a whole number.",
    "number_out_of_range": "{number} is too large or negative.",
    "not_an_object": "{what} is not an object.",
    "not_an_array": "{what} is not an array.",
    "not_text": "{what} is not text in quotes.",
    "not_a_count": "{what} is not a whole number without quotes.",
    "not_yes_or_no": "{what} is neither true nor false.",
    "unknown_member": "{what} has a member {member!r}, which the format does not know.",
    "missing_member": "{what} lacks its member {member!r}.",
    "null_member": "{what} has a member {member!r} that is null; it should be left out.",
    "order_of_members": "The members of {what} do not stand in the order {members}.",
    "wrong_length": "{what} has {found} entries instead of {expected}.",
    "not_decimal": "{what} is not written in the digits 0 to 9.",
    "leading_zero": "{what} begins with a zero.",
    "out_of_range": "{what} lies outside the range of the group.",
    "not_a_hash": "{what} is not a SHA-256 hash in small hexadecimal digits.",
    # Archive
    "too_short": "The file is cut off in the middle of a record.",
    "empty_archive": "The file is empty or has no election in it.",
    "no_header": "The file does not begin with the record BELENIOS: it is no archive of an election.",
    "wrong_version": "The archive has version {version}; only version 1 is known.",
    "wrong_timestamp": "The archive's time stamp is not a number of seconds.",
    "wrong_block": "The block before a record is not exactly as the format has it.",
    "wrong_name": "The record has the name {name!r}, which the format does not know.",
    "wrong_hash": "The record does not have the hash that is its name: it was changed.",
    "too_large": "The record claims {size} bytes; no record of an election is larger than {most}.",
    "not_padded": "The record is not filled up with zeros to a whole block.",
    "record_twice": "The same record stands twice in the archive.",
    "stray_record": "A record stands where no event refers to it.",
    "missing_record": "The record that the event refers to does not stand before it.",
    # Chain and order of events
    "wrong_parent": "The event does not name the event before it as its parent.",
    "wrong_height": "The event has the height {found} instead of {expected}.",
    "unknown_event": "The event has the type {type!r}, which is not one of this protocol.",
    "event_out_of_order": "The event {type} cannot follow {previous}.",
    "no_payload_wanted": "The event {type} has a payload, which it must not.",
    "too_few_factors": "The result was published before enough trustees had decrypted.",
    # Election
    "wrong_group": "The election uses the group {group!r}; only BELENIOS-2048 is known.",
    "wrong_election_version": "The election has version {version}; only version 1 is known.",
    "wrong_uuid": "The election's name {uuid!r} is not one of at least 14 base-58 characters.",
    "no_questions": "The election asks no question.",
    "no_answers": "Question {question} offers no answer.",
    "impossible_bounds": "Question {question} asks for {least} to {most} of {answers} answers.",
    "not_homomorphic": "Question {question} is of a kind that this project does not count.",
    "public_key_of_everybody": "The election's public key is 1: everybody could read the ballots.",
    "wrong_public_key": "The election's public key does not follow from the trustees' keys.",
    # Credentials
    "no_credentials": "The list of credentials is empty.",
    "weighted": "A credential carries a weight; here every vote counts the same.",
    "credential_twice": "The same credential stands twice in the list.",
    "credential_not_member": "Credential {place} is not an element of the group.",
    "credential_of_everybody": "Credential {place} is 1, with which everybody could vote.",
    "wrong_credential": "{credential!r} is no credential: {why}.",
    "too_few_credentials": "At least one credential must be made.",
    # Trustees
    "no_trustees": "The list of trustees is empty.",
    "too_many_trustees": "There are more than {most} trustees.",
    "unknown_trustee": "A trustee is of the kind {kind!r}, which is not one of this protocol.",
    "key_not_member": "{what} is not an element of the group.",
    "key_of_everybody": "{what} is 1: everybody could decrypt.",
    "key_twice": "Trustee {trustee} has the key of trustee {other}: one person would stand for two.",
    "wrong_key_proof": "{what}: the proof that its holder knows the private key does not hold.",
    "wrong_signature": "{what}: the signature does not hold.",
    "wrong_threshold": "{threshold} of {size} trustees is no possible threshold.",
    "wrong_context": "The certificate of trustee {trustee} was made for another group, number or threshold.",
    "wrong_verification_key": "The key of trustee {trustee} does not follow from what the trustees dealt.",
    "not_shared": "The trustees must be one group of at least {size}, of whom at least {needed} are needed to decrypt.",
    "half_signed": "The trustees' signatures are there in part only.",
    # Ballots
    "other_election": "The ballot was made for another election.",
    "other_fingerprint": "The ballot was made for another wording or key of the election.",
    "unknown_credential": "The ballot's credential is not in the list.",
    "second_ballot": "The credential has cast a ballot before; only one is allowed.",
    "too_long": "The ballot is {found} bytes long; one for this election has at most {most}.",
    "wrong_ballot_hash": "The ballot's hash is not that of its contents.",
    "wrong_ballot_signature": "The ballot is not signed by its credential.",
    "not_in_group": "Question {question}, choice {choice}: the ciphertext is not an element of the group.",
    "wrong_individual_proof": "Question {question}, choice {choice}: the proof that it is 0 or 1 does not hold.",
    "wrong_overall_proof": "Question {question}: the proof that as many were chosen as allowed does not hold.",
    "wrong_blank_proof": "Question {question}: the proof that a blank answer chooses nothing does not hold.",
    "needless_blank_proof": "Question {question}: a proof about blank answers, where none are allowed.",
    "missing_blank_proof": "Question {question}: the proof about a blank answer is missing.",
    "wrong_votes": "Votes are a list of 0 and 1 for each question, such as [[1,0,0],[0,1]].",
    "wrong_choices": "Question {question}: {least} to {most} of {answers} answers must be chosen, each once.",
    "wrong_opening": "Question {question}, choice {choice}: the numbers shown do not open the ciphertext.",
    # Tally and result
    "wrong_number_tallied": "The tally claims {found} ballots; {expected} were cast.",
    "wrong_weight_tallied": "The tally claims a weight of {found}; {expected} ballots were cast.",
    "wrong_tally": "The encrypted tally is not the product of the ballots.",
    "wrong_owner": "There is no trustee {owner}; there are {trustees}.",
    "owner_twice": "Trustee {owner} has decrypted before.",
    "factor_not_member": "Question {question}, choice {choice}: the factor is not an element of the group.",
    "wrong_decryption_proof": "Question {question}, choice {choice}: the proof of decryption does not hold.",
    "missing_strong_proofs": "The partial decryption has no strong proofs (archives made elsewhere have none: --foreign).",
    "wrong_strong_proof": "Question {question}, choice {choice}: the strong proof of decryption does not hold.",
    "wrong_result": "The result published is not the one that the decryption gives.",
    "no_such_total": "Question {question}, choice {choice}: no number of votes fits the decryption.",
    # What a trustee, a registrar or a voter refuses to do
    "not_closed": "The board still takes ballots: nothing is decrypted before it is closed.",
    "no_tally": "The board has no encrypted tally yet.",
    "too_few_ballots": "{found} ballots were cast; with fewer than {least} a single vote could be inferred. Do not decrypt; vote on paper or repeat it together with others.",
    "other_tally": "This key has decrypted another tally of this election: a second one would show single votes.",
    "key_of_other_election": "This key was used for the election {uuid}; a key serves one election only.",
    "not_a_trustee": "This key belongs to none of the trustees of the election.",
    "already_decrypted": "This trustee's decryption is on the board already.",
    "other_credentials": "The list of credentials has the fingerprint {found}; the registrar said {expected}.",
    "history_changed": "The board does not continue the one seen before: event {height} was another.",
    "not_continued": "The archive is not a continuation of the older one: they differ from event {height} on.",
    "changed_meanwhile": "The archive was changed while it was read; begin again.",
    "not_open": "The board is closed: it takes nothing of this kind any more.",
    "wrong_dealing": "What trustee {trustee} dealt does not fit what he published. Stop, and begin again with new keys.",
    "other_certificates": "The certificates are not those that this key has agreed to.",
    "not_for_this_key": "The message is for another key.",
    "cannot_be_opened": "The sealed message cannot be opened: it was damaged or made with another key.",
    "wrong_step": "The key is at the step {found!r}; this needs {expected!r}.",
    "wrong_receipt": "The receipt is not one of this board: its signature is not the board's.",
    "receipt_broken": "The receipt is genuine, but the ballot {tracker} does not stand where it says: the board was changed.",
    "credential_used": "A ballot with this code stands on the board already.",
    "ballot_opened": "The ballot was opened to check it: it is spoilt, and a new one must be sealed.",
    "number_of_credentials": "The list has {found} credentials, but {expected} people may vote.",
    "too_few_voters": "With {found} voters the trustees would not decrypt: at least {least} ballots are needed.",
    "wrong_key_file": "The key file is damaged or not one of this program.",
}


class Refused(ValueError):
    """What does not hold, with a code for programs and a sentence for people.

    `code` is a key of SENTENCES and `values` are the named values of its sentence;
    `where` says in which event or record it was found, "" outside an archive.
    """

    def __init__(self, code: str, /, where: str = "", **values: str | int) -> None:
        self.code = code
        self.where = where
        self.values = values
        words = SENTENCES[code].format(**values)
        sentence = words[0].upper() + words[1:]
        super().__init__(f"{where}: {sentence}" if where else sentence)

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Refusals travel between processes."""
        return _again, (self.code, self.where, self.values)

    def at(self, where: str) -> "Refused":
        """The same refusal, with its place."""
        return Refused(self.code, where=self.where or where, **self.values)


def _again(code: str, where: str, values: dict[str, str | int]) -> Refused:
    return Refused(code, where=where, **values)
