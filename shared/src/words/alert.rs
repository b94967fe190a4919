//! Warnings.

use super::declare::words;

words! {
    /// What a warning is about, in the manufacturer's spelling.
    AlertType {
        "AbsBrakingSystemFault" "ActiveSpoilerFault" "AdBlueFault" "AdBlueFaultStartingImpossible"
        "AdBlueFaultStartingImpossibleSoon" "AddWasherFluid"
        "AirbagOrSeatBeltPretensionerOrActiveHoodFailure" "AssistanceButtonFault"
        "AutomaticBrakingDeactivated" "AutomaticHeadlightAdjustmentFault"
        "BatteryChargeOrElectricalCircuitSystemFailure" "BrakingSystemFailure" "ChargingFailure"
        "CheckTheCenterBrakeLamp" "CollisionDetectionSystemFault" "CollisionMitigationSystemFault"
        "CoolantLevellow" "DrivingAssistanceSensorBlind" "ElectricTractionSystemFailureLimitSpeed"
        "ElectricTractionSystemFailureStopVehicle" "ElectricTractionSystemFault"
        "ElectronicImmobiliserFault" "EmissionSystemOrAdBlueQualityFailueStartingImpossible"
        "EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon"
        "EmissionSystemOrAdBlueQualityFailure" "EngineFailure" "EngineFault" "EngineMisfiringFuel"
        "EngineOilPressureFailure" "EngineTemperatureFailure" "EspAsrSystemFault"
        "FrontLeftFlashingIndicatorFault" "FrontLeftFogLampsFault" "FrontLeftParkingLampsFault"
        "FrontRightFlashingIndicatorFault" "FrontRightFogLampsFault" "FrontRightParkingLampsFault"
        "FuelLevelLow" "GearboxFault" "HeadlightsFault" "InstalledSpareWheelFault"
        "InterVehicleTimeMeasurementFault" "LaneChangeAssistanceFault"
        "LaneDepartureWarningSystemFault" "LeftBrakeLampFault" "LeftFrontDoorOpen"
        "LeftFrontDoorOpenLowSpeed" "LeftFrontTirePressurSensorFault" "LeftFrontTirePuncture"
        "LeftFrontTireUnderInflated" "LeftRearDoorOpen" "LeftRearDoorOpenLowSpeed"
        "LeftRearTirePressurSensorFault" "LeftRearTirePuncture" "LeftRearTireUnderInflated"
        "LeftReverseLampFault" "OilLevelLow" "ParkAssistSystemFault"
        "ParkingBrakeOrHillStartSystemFailure" "ParticleFilterAdditiveLevelTooLow"
        "ParticleFilterFull" "ParticleFilterRegenerating" "PowerSteeringFailure"
        "PowerSteeringFault" "PreheatingPreventilationDeactivatedBatteryLow"
        "PreheatingPreventilationDeactivatedClockUnset"
        "PreheatingPreventilationDeactivatedFuelLevelLow" "RearLeftFlashingIndicatorFault"
        "RearLeftFogLampsFault" "RearLeftParkingLampsFault" "RearRightFlashingIndicatorFault"
        "RearRightFogLampsFault" "RearRightParkingLampsFault" "RearWindowOpen"
        "RearWindowOpenLowSpeed" "ReplaceBrakePads" "ReplaceTheRemoteControlBattery"
        "RetractableRoofMechanismFault" "RightBrakeLampFault" "RightFrontDoorOpenLowSpeed"
        "RightFrontDoorOpen" "RightFrontTirePressurSensorFault" "RightFrontTirePuncture"
        "RightFrontTireUnderInflated" "RightRearDoorOpen" "RightRearDoorOpenLowSpeed"
        "RightRearTirePressurSensorFault" "RightRearTirePuncture" "RightRearTireUnderInflated"
        "RightReverseLampFault" "RiskOfIce" "RoofOperationNotPossibleSpeedUnknown"
        "RoofOperationNotPossibleTooHighTemp" "ShiftToPark" "SteeringLockFault" "SuspensionFault"
        "SuspensionFaultLimitSpeed" "SuspensionFaultRepaireVehicle"
        "TireUnderInflationDetectionSystemFault" "TooManyRoofOperation" "TrailerConnectionFault"
        "TrunkOrHoodOpen" "TrunkOrHoodOpenLowSpeed" "WaterInTheDieselFuelFilter"
    }

    /// How grave a warning is.
    AlertSeverity { "Information" "Warning" "Critical" }
}
