// The one check that a release record starts: somebody accountable says yes.

/** Its "do it for me" is a record of this moment for the approver, not an edit. */
export const approvalCheck = 'review-launch-approval';
