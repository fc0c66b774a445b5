//! Workshops, their sessions and the bookings of seats, in the database.

pub mod adoption;
mod booking;
mod session;

pub use booking::{
    Booking, BookingEvent, Claimed, Named, busy, claims, events_of, find_booking, homes_of, insert_booking, insert_event, live_elsewhere,
    lock_people, of_people, of_session, of_team, set_person, step,
};
pub use session::{
    Found, Part, Session, Trainer, Which, Workshop, due, find, find_workshop, held, insert_session, insert_workshop, list, list_workshops,
    lock, replace_parts, replace_trainers, set_next, set_state, set_warned, update_session, update_workshop,
};
