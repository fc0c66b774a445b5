//! Notifications as servers really word them, and what is none.

use super::*;
use proptest::prelude::*;

const POSTFIX: &[u8] = include_bytes!("../../../tests/data/bounces/postfix-unknown-user.eml");
const EXCHANGE: &[u8] = include_bytes!("../../../tests/data/bounces/exchange-not-found.eml");
const EXIM: &[u8] = include_bytes!("../../../tests/data/bounces/exim-unrouteable.eml");
const FULL: &[u8] = include_bytes!("../../../tests/data/bounces/mailbox-full.eml");
const DELAYED: &[u8] = include_bytes!("../../../tests/data/bounces/postfix-delayed.eml");
const SPAM: &[u8] = include_bytes!("../../../tests/data/bounces/taken-for-spam.eml");
const ABSENT: &[u8] = include_bytes!("../../../tests/data/bounces/absence-note.eml");

fn only(message: &[u8]) -> Report {
    let found = read(message).unwrap();
    assert_eq!(found.reports.len(), 1);
    found.reports.into_iter().next().unwrap()
}

#[test]
fn a_notification_says_which_mail_came_back_and_why() {
    let found = read(POSTFIX).unwrap();
    assert!(
        found
            .came_to
            .contains(&"bounces+019300000000700080000000000000aa-00112233445566778899@mail.example".to_owned()),
        "{found:?}"
    );
    assert_eq!(found.message_ids, ["<01930000-0000-7000-8000-0000000000aa@academy.example>"]);
    let report = only(POSTFIX);
    assert_eq!((report.action.as_str(), report.status.as_str()), ("failed", "5.1.1"));
    assert_eq!(report.recipient.as_deref(), Some("selin@partner.example"));
    assert_eq!(
        report.reason(),
        "5.1.1 550 5.1.1 <selin@partner.example>: Recipient address rejected: User unknown"
    );
}

#[test]
fn only_what_is_final_and_about_the_mailbox_makes_an_address_dead() {
    for (message, verdict) in [
        (POSTFIX, Verdict::Dead),
        (EXCHANGE, Verdict::Dead),
        (EXIM, Verdict::Dead),
        (FULL, Verdict::Refused),
        (SPAM, Verdict::Refused),
        (DELAYED, Verdict::Passing),
    ] {
        assert_eq!(only(message).verdict(), verdict, "{:?}", only(message));
    }
    let said = |action: &str, status: &str, words: &str| {
        let report = Report {
            action: action.to_owned(),
            status: status.to_owned(),
            diagnostic: Some(words.to_owned()),
            recipient: None,
        };
        report.verdict()
    };
    assert_eq!(said("failed", "5.2.1", ""), Verdict::Dead);
    assert_eq!(said("failed", "5.7.1", "550 no such user"), Verdict::Refused);
    assert_eq!(said("failed", "", "550 No such user here"), Verdict::Dead);
    assert_eq!(said("failed", "4.1.1", ""), Verdict::Passing);
    assert_eq!(said("delivered", "2.0.0", ""), Verdict::Passing);
    assert_eq!(said("failed", "5.1.1.x", ""), Verdict::Dead);
    assert_eq!(said("failed", "x", ""), Verdict::Refused);
}

#[test]
fn an_answer_at_the_hand_over_is_judged_as_a_notification_is() {
    for (reply, status, verdict) in [
        ("permanent error (550): 5.1.1 no such person", "5.1.1", Verdict::Dead),
        (
            "permanent error (550): 5.1.10 RESOLVER.ADR.RecipientNotFound",
            "5.1.10",
            Verdict::Dead,
        ),
        (
            "550-5.1.1 The account does not exist.\n550 5.1.1 Learn more",
            "5.1.1",
            Verdict::Dead,
        ),
        ("550 #5.1.0 Address rejected: user unknown", "5.1.0", Verdict::Dead),
        ("550 5.1.0 Sender address rejected: user unknown", "5.1.0", Verdict::Refused),
        ("550 5.1.8 sender's domain is unknown", "5.1.8", Verdict::Refused),
        ("550 5.2.1 mailbox disabled", "5.2.1", Verdict::Dead),
        ("5.1.3 the address cannot be written to: a@@b.example", "5.1.3", Verdict::Dead),
        ("5.6.7 the mail server takes no addresses beyond ASCII", "5.6.7", Verdict::Dead),
        ("552 5.2.2 mailbox full", "5.2.2", Verdict::Refused),
        ("554 5.7.1 client 192.0.2.1 rejected: no such user", "5.7.1", Verdict::Refused),
        ("550 host 192.0.2.1: No such user here", "", Verdict::Dead),
        ("550 rejected", "", Verdict::Refused),
        ("550 4.2.1 try later", "4.2.1", Verdict::Passing),
    ] {
        let report = Report::at_hand_over(reply);
        assert_eq!((report.status.as_str(), report.verdict()), (status, verdict), "{reply}");
    }
}

#[test]
fn a_reason_says_its_code_once() {
    let reason = |reply: &str| Report::at_hand_over(reply).reason();
    assert_eq!(reason("5.1.3 no address"), "5.1.3 no address");
    assert_eq!(reason("550 5.1.1 unknown"), "5.1.1 550 5.1.1 unknown");
    assert_eq!(reason("rejected"), "rejected");
}

#[test]
fn what_is_no_notification_is_none() {
    assert_eq!(read(ABSENT), None);
    for text in [
        "",
        "\n",
        "Subject: x\n\nhello",
        "Content-Type: multipart/report\n\nx",
        "Content-Type: multipart/report; boundary=\"\"\n\n--\n",
    ] {
        assert_eq!(read(text.as_bytes()), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600), cut in 0_usize..2000, at in 0_usize..2000) {
        read(&bytes);
        // A real one, cut off and with a piece replaced.
        let mut broken = POSTFIX[..cut.min(POSTFIX.len())].to_vec();
        let from = at.min(broken.len());
        let to = (from + bytes.len()).min(broken.len());
        broken[from..to].copy_from_slice(&bytes[..to - from]);
        read(&broken);
    }
}
