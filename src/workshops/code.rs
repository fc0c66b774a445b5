//! The code on the trainer's screen and the ticket of whoever scanned it: sealed with the secret of the installation (HMAC-SHA-256), so that
//! nothing about them is kept.

use crate::platform::seal;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::check_in::{code_text, code_texts, step, ticket_counts, ticket_text};

const CODE: &str = "check-in-code";

const TICKET: &str = "check-in-ticket";

/// The code of a part at an instant.
pub fn code(secret: &str, part_id: Id, now: Instant) -> String {
    seal::seal(secret, CODE, &code_text(part_id, step(now)))
}

/// Whether a code of a part counts now.
pub fn counts(secret: &str, part_id: Id, shown: &str, now: Instant) -> bool {
    code_texts(part_id, now).iter().any(|text| seal::holds(secret, CODE, text, shown))
}

/// What somebody gets who showed a code that counts: with it they confirm. `id` becomes the mark's.
pub fn ticket(secret: &str, part_id: Id, id: Id, now: Instant) -> String {
    let issued = now.timestamp();
    format!("{id}.{issued}.{}", seal::seal(secret, TICKET, &ticket_text(part_id, id, issued)))
}

/// The mark's identifier of a ticket that counts for a part now.
pub fn redeem(secret: &str, part_id: Id, ticket: &str, now: Instant) -> Option<Id> {
    let mut pieces = ticket.splitn(3, '.');
    let id: Id = pieces.next()?.parse().ok()?;
    let issued: i64 = pieces.next()?.parse().ok()?;
    let shown = pieces.next()?;
    let good = seal::holds(secret, TICKET, &ticket_text(part_id, id, issued), shown);
    (good && ticket_counts(issued, now)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Duration, Utc};

    fn id(number: u128) -> Id {
        Id(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_code_counts_for_less_than_twenty_seconds_for_its_part_alone() {
        let now: Instant = "2027-02-08T08:00:03Z".parse::<DateTime<Utc>>().unwrap().into();
        let shown = code("secret", id(1), now);
        let later = |seconds: i64| now.plus(Duration::seconds(seconds));
        assert!(counts("secret", id(1), &shown, now) && counts("secret", id(1), &shown, later(16)));
        assert!(!counts("secret", id(1), &shown, later(17)), "the step after the next has begun");
        assert!(!counts("secret", id(2), &shown, now) && !counts("other", id(1), &shown, now) && !counts("secret", id(1), "", now));
        assert_ne!(shown, code("secret", id(1), later(10)));
    }

    #[test]
    fn a_ticket_makes_one_mark_within_three_minutes() {
        let now: Instant = "2027-02-08T08:00:03Z".parse::<DateTime<Utc>>().unwrap().into();
        let ticket = ticket("secret", id(1), id(9), now);
        let redeemed = |part: u128, text: &str, seconds: i64| redeem("secret", id(part), text, now.plus(Duration::seconds(seconds)));
        assert_eq!(redeemed(1, &ticket, 180), Some(id(9)));
        assert_eq!(redeemed(1, &ticket, 181), None);
        assert_eq!(redeemed(2, &ticket, 0), None, "of this part alone");
        let other = ticket.replacen(&id(9).to_string(), &id(8).to_string(), 1);
        for wrong in ["", ".", "a.b.c", &other, &ticket.to_uppercase().replace('.', ",")] {
            assert_eq!(redeemed(1, wrong, 0), None, "{wrong}");
        }
    }
}
