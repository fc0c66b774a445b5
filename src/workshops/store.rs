//! Workshops, their sessions and the bookings of seats, in the database.

pub mod adoption;
mod answer;
mod at_odds;
mod attendance;
mod badge;
mod booking;
mod course_item;
mod feedback;
mod final_test;
mod follow_up;
mod leaving;
mod map;
mod material;
mod meeting;
mod needs;
mod price;
mod profile;
mod record;
mod resource;
mod series;
mod session;
mod sign_off;
mod signature;
mod withdrawal;
mod workshop;

pub use answer::{BookingAnswer, answered, answers_of, insert_answer};
pub use at_odds::{Proof, every_session, history_of, proofs_of, waits_in};
pub use attendance::{
    AttendanceMark, AttendanceResult, Closing, closings_of, find_mark, insert_closing, insert_mark, insert_results, last_closing, marks_of,
    results_of, set_asked, set_closed,
};

pub use badge::{GivenBadge, badge_of, badges_of, bearer, bearers, give_badges, set_badge};
pub use booking::{
    Booking, BookingEvent, Claimed, Named, busy, claims, events_of, find_booking, homes_of, insert_booking, insert_event, live_elsewhere,
    lock_people, of_people, of_session, of_team, set_person, step,
};
pub use course_item::{
    CourseItem, count_course_items_change, course_items, course_items_revision, insert_course_item, update_course_item, workshops_of_course,
};
pub use feedback::{Feedback, all_feedback, answer_feedback, ask_feedback, feedback_in, feedback_of, feedback_of_person, forget_attended};
pub use final_test::{
    AskedTest, AwaitedTest, NamedTest, WorkshopTest, awaited_tests, insert_asked_test, passes_of, set_proof, set_test, test_of,
    tests_of_results, was_told,
};
pub use follow_up::{FollowUp, feedback_days, follow_up_of, save_follow_up};
pub use leaving::{gone, in_line};
pub use map::{MapRow, Place, PlaceMap, insert_map, map_at, map_of, remove_map};
pub use material::{Material, MaterialFile, find_material, insert_material, lock_material, material_of, remove_material};
pub use meeting::{MeetingEvent, forget_meeting_events, insert_meeting_event, live_between, meeting_events_of};
pub use needs::{Needs, forget_needs, needs_of, set_needs};
pub use price::{prices_of_sessions, prices_of_workshops, set_session_price, set_workshop_price};
pub use profile::{Asked, set_trainer_courses, trainer_courses};
pub use record::{booked_ever, ends_of, heads, in_sessions, outcomes_of, results_in};
pub use resource::{
    Absence, Resource, Use, absences_of, find_absence, find_resource, insert_absence, insert_resource, list_resources, lock_resources,
    remove_absence, replace_resources, resources_of, teaches, update_resource, uses,
};
pub use series::{Series, find_series, insert_series, members_of, series_of};
pub use session::{
    Found, Part, Session, Trainer, Which, due, find, held, insert_session, list, lock, replace_parts, replace_trainers, set_next,
    set_parts_told, set_state, set_warned, update_session,
};
pub use sign_off::{
    SignOffEntry, SignOffItem, SignOffPhoto, entries_of, insert_entry, insert_item, insert_photo, is_entered, items_at, photo_file,
    photos_of, update_item,
};
pub use signature::{Signature, insert_drawing, insert_signature, signatures_of};
pub use withdrawal::{OwedWithdrawal, owe_withdrawals, take_owed_withdrawals};
pub use workshop::{Workshop, find_workshop, insert_workshop, list_workshops, update_workshop};
