//! The words that a member may be, as far as the manufacturer documents them. It adds to them, and a
//! later one passes through, so each is a list of known words or any text. They are for the
//! description of the API alone: models carry text.

mod alert;
mod assistance;
mod body;
mod charging;
mod climate;
mod declare;
mod drive;
mod record;
mod vehicle;

pub use alert::{AlertSeverity, AlertType};
pub use assistance::{
    AdaptiveCruiseControlState, BlindSpotMonitoringState, CruiseControlState,
    EmergencyBrakingState, FollowingTimeState, GearRecommendation, LaneDepartureWarningState,
    LaneKeepingState, ParkAssistState,
};
pub use body::{
    AlarmActivation, AlarmTrigger, BeltStatus, EmergencyCall, LampPosition, LampSide, LampStatus,
    LockedState, OpeningIdentifier, OpeningState, Seat, StolenState,
};
pub use charging::{
    ChargingMode, ChargingPowerLevel, ChargingStatus, ChargingStopStatus, ChargingType,
    EnergySubType, EnergyType,
};
pub use climate::{
    PreconditioningFailureCause, PreconditioningStartingCause, PreconditioningStatus, Recurrence,
    Weekday,
};
pub use drive::{
    DrivingModeName, EngineType, FixStatus, Gear, IgnitionState, ImpactSeverity, ImpactSide,
    PositionType, PowertrainStatus, PrivacyState, Propulsion, ServiceType, TripFault,
    TripFaultCause, WiperSpeed,
};
pub use record::{
    AttributePlace, CallbackStatus, CallbackTargetType, CallbackType, ChargeLimit, CommandType,
    Comparand, MonitorSend, RemoteActionFailureCause, RemoteActionFeedback, RemoteActionStatus,
    RemoteActionType, TriggerOperator, TriggerType, ZoneTransition,
};
pub use vehicle::{Motorization, RemoteName, VehicleBrand, VehicleResource};
