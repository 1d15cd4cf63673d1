/* ledger_names.c - what reasons, flags and rules of ledgers are called. */
#include "engine/ledger.h"

const char *const ledger_reasons[LEDGER_REASONS] = {
        "counts",      "other-county", "excluded",    "code-wrong",     "returned",
        "denied",      "pending",      "stage-early", "amount-missing", "amount-low",
        "day-missing", "day-future",   "day-outside", "blocked",        "filed-later"};

const char *const ledger_flags[LEDGER_FLAGS] = {
        "shared",     "no-standard",  "no-code",   "no-evidence", "near-name",
        "other-type", "refused-twin", "unit-slip", "day-order",   "day-ahead"};

enum text_id ledger_reason_text(enum ledger_reason reason)
{
	static const enum text_id texts[LEDGER_REASONS] = {
	        [LEDGER_COUNTS] = TEXT_ledger_counts,
	        [LEDGER_OTHER_COUNTY] = TEXT_ledger_other_county,
	        [LEDGER_EXCLUDED] = TEXT_ledger_excluded,
	        [LEDGER_CODE_WRONG] = TEXT_ledger_code_wrong,
	        [LEDGER_RETURNED] = TEXT_ledger_returned,
	        [LEDGER_DENIED] = TEXT_ledger_denied,
	        [LEDGER_PENDING] = TEXT_ledger_pending,
	        [LEDGER_STAGE_EARLY] = TEXT_ledger_stage_early,
	        [LEDGER_AMOUNT_MISSING] = TEXT_ledger_amount_missing,
	        [LEDGER_AMOUNT_LOW] = TEXT_ledger_amount_low,
	        [LEDGER_DAY_MISSING] = TEXT_ledger_day_missing,
	        [LEDGER_DAY_FUTURE] = TEXT_ledger_day_future,
	        [LEDGER_DAY_OUTSIDE] = TEXT_ledger_day_outside,
	        [LEDGER_BLOCKED] = TEXT_ledger_blocked,
	        [LEDGER_FILED_LATER] = TEXT_ledger_filed_later,
	};
	return texts[reason];
}

enum text_id ledger_flag_text(enum ledger_flag flag_id)
{
	static const enum text_id texts[LEDGER_FLAGS] = {
	        [LEDGER_SHARED] = TEXT_ledger_shared,
	        [LEDGER_NO_STANDARD] = TEXT_ledger_no_standard,
	        [LEDGER_NO_CODE] = TEXT_ledger_no_code,
	        [LEDGER_NO_EVIDENCE] = TEXT_ledger_no_evidence,
	        [LEDGER_NEAR_NAME] = TEXT_ledger_near_name,
	        [LEDGER_OTHER_TYPE] = TEXT_ledger_other_type,
	        [LEDGER_REFUSED_TWIN] = TEXT_ledger_refused_twin,
	        [LEDGER_UNIT_SLIP] = TEXT_ledger_unit_slip,
	        [LEDGER_DAY_ORDER] = TEXT_ledger_day_order,
	        [LEDGER_DAY_AHEAD] = TEXT_ledger_day_ahead,
	};
	return texts[flag_id];
}

enum text_id ledger_day_text(enum ledger_day day)
{
	static const enum text_id texts[LEDGER_DAYS] = {
	        [LEDGER_SIGNED_ON] = TEXT_ledger_day_signed,
	        [LEDGER_LANDED_ON] = TEXT_ledger_day_landed,
	        [LEDGER_STARTED_ON] = TEXT_ledger_day_started,
	        [LEDGER_COMPLETED_ON] = TEXT_ledger_day_completed,
	        [LEDGER_RECOGNISED_ON] = TEXT_ledger_day_recognised,
	};
	return texts[day];
}

enum text_id ledger_stage_text(enum ledger_stage stage)
{
	static const enum text_id texts[LEDGER_STAGES] = {
	        [LEDGER_NO_STAGE] = TEXT_ledger_stage_none,
	        [LEDGER_TALKS] = TEXT_ledger_stage_talks,
	        [LEDGER_SIGNED] = TEXT_ledger_stage_signed,
	        [LEDGER_LANDED] = TEXT_ledger_stage_landed,
	        [LEDGER_STARTED] = TEXT_ledger_stage_started,
	        [LEDGER_COMPLETED] = TEXT_ledger_stage_completed,
	};
	return texts[stage];
}

enum text_id ledger_duplicate_text(enum ledger_duplicate duplicate)
{
	static const enum text_id texts[LEDGER_DUPLICATES] = {
	        [LEDGER_BLOCK] = TEXT_ledger_block,
	        [LEDGER_FIRST_FILED] = TEXT_ledger_first_filed,
	        [LEDGER_SHARE] = TEXT_ledger_share,
	};
	return texts[duplicate];
}
