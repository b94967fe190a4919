//! A driver's object as a whole, over a store in memory and a manufacturer that keeps a record of
//! what it really did.

mod budgets;
mod callbacks;
mod connections;
mod counts;
mod day;
mod deliveries;
mod events;
mod following;
mod forwarding;
mod forwarding_histories;
mod golden;
mod histories;
mod logins;
mod monitors;
mod notification_limits;
mod notifications;
mod notifications_cost;
mod receiver;
mod resuming;
mod rotations;
mod rules;
mod rules_fired;
mod rules_recovery;
mod seen;
mod sending;
mod storage;
mod upstream;
mod world;
