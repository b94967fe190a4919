//! A warning that a car raised.

use super::from_wire::FromWire;
use super::group::group;
use super::position::Position;
use crate::value::Timestamp;
use crate::wire;

group! {
    /// A warning that a car raised.
    Alert identified {
        /// What it warns of: `AbsBrakingSystemFault`, `ActiveSpoilerFault`, `AdBlueFault`,
        /// `AdBlueFaultStartingImpossible`, `AdBlueFaultStartingImpossibleSoon`, `AddWasherFluid`,
        /// `AirbagOrSeatBeltPretensionerOrActiveHoodFailure`, `AssistanceButtonFault`,
        /// `AutomaticBrakingDeactivated`, `AutomaticHeadlightAdjustmentFault`,
        /// `BatteryChargeOrElectricalCircuitSystemFailure`, `BrakingSystemFailure`,
        /// `ChargingFailure`, `CheckTheCenterBrakeLamp`, `CollisionDetectionSystemFault`,
        /// `CollisionMitigationSystemFault`, `CoolantLevellow`, `DrivingAssistanceSensorBlind`,
        /// `ElectricTractionSystemFailureLimitSpeed`, `ElectricTractionSystemFailureStopVehicle`,
        /// `ElectricTractionSystemFault`, `ElectronicImmobiliserFault`,
        /// `EmissionSystemOrAdBlueQualityFailueStartingImpossible`,
        /// `EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon`,
        /// `EmissionSystemOrAdBlueQualityFailure`, `EngineFailure`, `EngineFault`,
        /// `EngineMisfiringFuel`, `EngineOilPressureFailure`, `EngineTemperatureFailure`,
        /// `EspAsrSystemFault`, `FrontLeftFlashingIndicatorFault`, `FrontLeftFogLampsFault`,
        /// `FrontLeftParkingLampsFault`, `FrontRightFlashingIndicatorFault`,
        /// `FrontRightFogLampsFault`, `FrontRightParkingLampsFault`, `FuelLevelLow`,
        /// `GearboxFault`, `HeadlightsFault`, `InstalledSpareWheelFault`,
        /// `InterVehicleTimeMeasurementFault`, `LaneChangeAssistanceFault`,
        /// `LaneDepartureWarningSystemFault`, `LeftBrakeLampFault`, `LeftFrontDoorOpen`,
        /// `LeftFrontDoorOpenLowSpeed`, `LeftFrontTirePressurSensorFault`, `LeftFrontTirePuncture`,
        /// `LeftFrontTireUnderInflated`, `LeftRearDoorOpen`, `LeftRearDoorOpenLowSpeed`,
        /// `LeftRearTirePressurSensorFault`, `LeftRearTirePuncture`, `LeftRearTireUnderInflated`,
        /// `LeftReverseLampFault`, `OilLevelLow`, `ParkAssistSystemFault`,
        /// `ParkingBrakeOrHillStartSystemFailure`, `ParticleFilterAdditiveLevelTooLow`,
        /// `ParticleFilterFull`, `ParticleFilterRegenerating`, `PowerSteeringFailure`,
        /// `PowerSteeringFault`, `PreheatingPreventilationDeactivatedBatteryLow`,
        /// `PreheatingPreventilationDeactivatedClockUnset`,
        /// `PreheatingPreventilationDeactivatedFuelLevelLow`, `RearLeftFlashingIndicatorFault`,
        /// `RearLeftFogLampsFault`, `RearLeftParkingLampsFault`, `RearRightFlashingIndicatorFault`,
        /// `RearRightFogLampsFault`, `RearRightParkingLampsFault`, `RearWindowOpen`,
        /// `RearWindowOpenLowSpeed`, `ReplaceBrakePads`, `ReplaceTheRemoteControlBattery`,
        /// `RetractableRoofMechanismFault`, `RightBrakeLampFault`, `RightFrontDoorOpenLowSpeed`,
        /// `RightFrontDoorOpen`, `RightFrontTirePressurSensorFault`, `RightFrontTirePuncture`,
        /// `RightFrontTireUnderInflated`, `RightRearDoorOpen`, `RightRearDoorOpenLowSpeed`,
        /// `RightRearTirePressurSensorFault`, `RightRearTirePuncture`,
        /// `RightRearTireUnderInflated`, `RightReverseLampFault`, `RiskOfIce`,
        /// `RoofOperationNotPossibleSpeedUnknown`, `RoofOperationNotPossibleTooHighTemp`,
        /// `ShiftToPark`, `SteeringLockFault`, `SuspensionFault`, `SuspensionFaultLimitSpeed`,
        /// `SuspensionFaultRepaireVehicle`, `TireUnderInflationDetectionSystemFault`,
        /// `TooManyRoofOperation`, `TrailerConnectionFault`, `TrunkOrHoodOpen`,
        /// `TrunkOrHoodOpenLowSpeed`, `WaterInTheDieselFuelFilter`; or a later one. The spelling is
        /// the manufacturer's.
        #[serde(rename = "type")]
        kind: String;
        /// `Information`, `Warning` or `Critical`; or a later degree.
        severity: String;
        /// Whether it still holds.
        active: bool;
        /// When it was raised.
        started_at: Timestamp;
        /// When it was over.
        ended_at: Timestamp;
        /// Where it was raised.
        start_position: Position;
        /// Where it was over.
        end_position: Position;
        /// The trip on which it was raised; of several, the first.
        trip_id: String;
        /// When the record was made.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }
}

impl FromWire for Alert {
    type Wire = wire::Alert;

    fn from_wire(alert: wire::Alert) -> Option<Self> {
        Some(Self {
            id: alert.id?,
            kind: alert.kind,
            severity: alert.severity,
            active: alert.active,
            started_at: alert.started_at,
            ended_at: alert.ended_at,
            start_position: alert.start_position.and_then(Position::from_wire),
            end_position: alert.end_position.and_then(Position::from_wire),
            trip_id: alert.trip.and_then(|wire::TripId(id)| id),
            created_at: alert.created_at,
            updated_at: alert.updated_at,
        })
    }
}
