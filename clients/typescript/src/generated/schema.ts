// Generated from docs/openapi.json by `npm run generate`.

export type components = {
    schemas: {
        /** @description What is answered of one account. */
        AccountResult: {
            /** @description The brand of the login. Absent where the account cannot be asked. */
            brand?: components["schemas"]["Brand"];
            /** @description Send it as `cursor`, with the account in the path, to get its next page. */
            next?: string;
            /** @description Why there are no cars of this account. */
            problem?: components["schemas"]["Problem"];
            /** @description Names the account in paths. */
            slot: string;
            /** @description The mark of the last known state, where its cars are that. */
            stale?: components["schemas"]["Stale"];
            /** @description How many cars it has, where that is known. */
            total?: number;
        };
        /** @description The word by which the owner of the service switches something on: a kind of command, or `rules`. More may be added. */
        ActionWord: "lock" | "unlock" | "horn" | "lights" | "wake-up" | "climate" | "charging" | "navigation" | "rules" | (string & {});
        /** @description Whether it is armed. */
        Activation: {
            /** @description Whether it is armed. */
            activation?: components["schemas"]["AlarmActivation"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description The state of the adaptive cruise control. */
        AdaptiveCruiseControlState: "Off" | "StandBy" | "Activated" | "Hold" | "HoldWithOverSpeeding" | "OverSpeedingByPedalPress" | "Fault" | (string & {});
        /** @description Air. */
        Air: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Its temperature. In degrees Celsius. */
            temperatureCelsius?: number;
        };
        /** @description What the burglar alarm last reported. */
        Alarm: {
            /** @description Whether it is armed. */
            status?: components["schemas"]["Activation"];
            /** @description What set it off. */
            trigger?: components["schemas"]["Trigger"];
        };
        /** @description Whether the burglar alarm is armed. */
        AlarmActivation: "Inactive" | "Active" | (string & {});
        /** @description A condition: the burglar alarm has gone off. It takes the scope `data:telemetry`. */
        AlarmCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "alarm";
        };
        /** @description One entry of the list of alarms: what an alarm reported at a time. */
        AlarmReport: {
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description Whether it is armed. */
            status?: components["schemas"]["Activation"];
            /** @description What set it off. */
            trigger?: components["schemas"]["Trigger"];
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        AlarmReportList: {
            /** @description The items of this page. */
            items: components["schemas"]["AlarmReport"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description What set the burglar alarm off. */
        AlarmTrigger: "NoBreakIn" | "FrontRightDoorBreakIn" | "FrontLeftDoorBreakIn" | "RearRightFrontDoorBreakIn" | "RearLeftFrontDoorBreakIn" | "HoodDoorBreakIn" | "TrunkDoorBreakIn" | "BackliteDoorBreakIn" | "RoofBreakIn" | "VolumetricBreakIn" | "VehicleLifting" | "ElectricalsystemBreakIn" | "KeyLearning" | "UnauthenticatedStartup" | (string & {});
        /** @description A warning that a car raised. */
        Alert: {
            /** @description Whether it still holds. */
            active?: boolean;
            /**
             * Format: date-time
             * @description When the record was made.
             */
            createdAt?: string;
            /** @description Where it was over. */
            endPosition?: components["schemas"]["Position"];
            /**
             * Format: date-time
             * @description When it was over.
             */
            endedAt?: string;
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description How grave it is. */
            severity?: components["schemas"]["AlertSeverity"];
            /** @description Where it was raised. */
            startPosition?: components["schemas"]["Position"];
            /**
             * Format: date-time
             * @description When it was raised.
             */
            startedAt?: string;
            /** @description The trip on which it was raised; of several, the first. */
            tripId?: string;
            /** @description What it warns of. The spelling is the manufacturer's. */
            type?: components["schemas"]["AlertType"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string;
        };
        /** @description A condition: the car warns of something, or of one of these. It takes the scope `data:alert`. */
        AlertCondition: {
            /** @description The codes of warnings, as `/alerts` has them, each once. */
            codes?: string[];
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "alert";
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        AlertList: {
            /** @description The items of this page. */
            items: components["schemas"]["Alert"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description How grave a warning is. */
        AlertSeverity: "Information" | "Warning" | "Critical" | (string & {});
        /** @description What a warning is about, in the manufacturer's spelling. */
        AlertType: "AbsBrakingSystemFault" | "ActiveSpoilerFault" | "AdBlueFault" | "AdBlueFaultStartingImpossible" | "AdBlueFaultStartingImpossibleSoon" | "AddWasherFluid" | "AirbagOrSeatBeltPretensionerOrActiveHoodFailure" | "AssistanceButtonFault" | "AutomaticBrakingDeactivated" | "AutomaticHeadlightAdjustmentFault" | "BatteryChargeOrElectricalCircuitSystemFailure" | "BrakingSystemFailure" | "ChargingFailure" | "CheckTheCenterBrakeLamp" | "CollisionDetectionSystemFault" | "CollisionMitigationSystemFault" | "CoolantLevellow" | "DrivingAssistanceSensorBlind" | "ElectricTractionSystemFailureLimitSpeed" | "ElectricTractionSystemFailureStopVehicle" | "ElectricTractionSystemFault" | "ElectronicImmobiliserFault" | "EmissionSystemOrAdBlueQualityFailueStartingImpossible" | "EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon" | "EmissionSystemOrAdBlueQualityFailure" | "EngineFailure" | "EngineFault" | "EngineMisfiringFuel" | "EngineOilPressureFailure" | "EngineTemperatureFailure" | "EspAsrSystemFault" | "FrontLeftFlashingIndicatorFault" | "FrontLeftFogLampsFault" | "FrontLeftParkingLampsFault" | "FrontRightFlashingIndicatorFault" | "FrontRightFogLampsFault" | "FrontRightParkingLampsFault" | "FuelLevelLow" | "GearboxFault" | "HeadlightsFault" | "InstalledSpareWheelFault" | "InterVehicleTimeMeasurementFault" | "LaneChangeAssistanceFault" | "LaneDepartureWarningSystemFault" | "LeftBrakeLampFault" | "LeftFrontDoorOpen" | "LeftFrontDoorOpenLowSpeed" | "LeftFrontTirePressurSensorFault" | "LeftFrontTirePuncture" | "LeftFrontTireUnderInflated" | "LeftRearDoorOpen" | "LeftRearDoorOpenLowSpeed" | "LeftRearTirePressurSensorFault" | "LeftRearTirePuncture" | "LeftRearTireUnderInflated" | "LeftReverseLampFault" | "OilLevelLow" | "ParkAssistSystemFault" | "ParkingBrakeOrHillStartSystemFailure" | "ParticleFilterAdditiveLevelTooLow" | "ParticleFilterFull" | "ParticleFilterRegenerating" | "PowerSteeringFailure" | "PowerSteeringFault" | "PreheatingPreventilationDeactivatedBatteryLow" | "PreheatingPreventilationDeactivatedClockUnset" | "PreheatingPreventilationDeactivatedFuelLevelLow" | "RearLeftFlashingIndicatorFault" | "RearLeftFogLampsFault" | "RearLeftParkingLampsFault" | "RearRightFlashingIndicatorFault" | "RearRightFogLampsFault" | "RearRightParkingLampsFault" | "RearWindowOpen" | "RearWindowOpenLowSpeed" | "ReplaceBrakePads" | "ReplaceTheRemoteControlBattery" | "RetractableRoofMechanismFault" | "RightBrakeLampFault" | "RightFrontDoorOpenLowSpeed" | "RightFrontDoorOpen" | "RightFrontTirePressurSensorFault" | "RightFrontTirePuncture" | "RightFrontTireUnderInflated" | "RightRearDoorOpen" | "RightRearDoorOpenLowSpeed" | "RightRearTirePressurSensorFault" | "RightRearTirePuncture" | "RightRearTireUnderInflated" | "RightReverseLampFault" | "RiskOfIce" | "RoofOperationNotPossibleSpeedUnknown" | "RoofOperationNotPossibleTooHighTemp" | "ShiftToPark" | "SteeringLockFault" | "SuspensionFault" | "SuspensionFaultLimitSpeed" | "SuspensionFaultRepaireVehicle" | "TireUnderInflationDetectionSystemFault" | "TooManyRoofOperation" | "TrailerConnectionFault" | "TrunkOrHoodOpen" | "TrunkOrHoodOpenLowSpeed" | "WaterInTheDieselFuelFilter" | (string & {});
        /** @description What the owner of the service has switched on. */
        AppSettings: {
            /** @description The words of what can be done with cars: of commands, and `rules`. None where nothing can. */
            actions: components["schemas"]["ActionWord"][];
            /**
             * @description Who may ask what a car can do that no driver has enrolled: nobody, the owner by their key, or every page.
             * @enum {string}
             */
            eligibility: "off" | "owner" | "public";
            map?: components["schemas"]["MapTiles"];
            /** @description Whether pictures of cars may be shown: the service's own pages load images of no other host than those that the owner has named. */
            pictures: boolean;
            /** @description The version of the service. */
            version: string;
        };
        /** @description Something that goes along with every notification: named, and its value not told. */
        Attribute: {
            /** @description Its name there. */
            key?: string;
            /** @description Where it goes. */
            type?: components["schemas"]["AttributePlace"];
        };
        /** @description Where an attribute of a notification goes. */
        AttributePlace: "Header" | "Body" | "Query" | (string & {});
        /** @description What the authorization server can do, as RFC 8414 names it. */
        AuthorizationServer: {
            /** @description Where a browser is led to. */
            authorization_endpoint: string;
            /** @description Whether an answer to a client names the issuer (RFC 9207). */
            authorization_response_iss_parameter_supported: boolean;
            /** @description How a challenge is made of its verifier (RFC 7636). */
            code_challenge_methods_supported: string[];
            /** @description What can be exchanged. */
            grant_types_supported: string[];
            /** @description Who issues codes and bearers. */
            issuer: string;
            /** @description How a client is answered. */
            response_modes_supported: string[];
            /** @description What can be asked for. */
            response_types_supported: string[];
            /** @description Where bearers are revoked. */
            revocation_endpoint: string;
            /** @description The same for revoking. */
            revocation_endpoint_auth_methods_supported: string[];
            /** @description Where codes are exchanged. */
            token_endpoint: string;
            /** @description How a client shows who it is there: not by a secret. */
            token_endpoint_auth_methods_supported: string[];
        };
        /** @description The traction battery. */
        Battery: {
            /** @description How much fits in. In watt hours. */
            capacityWh?: number;
            /**
             * Format: date-time
             * @description When the car last reported the health.
             */
            healthObservedAt?: string;
            /** @description What is left of the capacity it had when new. In percent. */
            healthPercent?: number;
            /** @description The health of its resistance. In percent. */
            healthResistancePercent?: number;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description How much is in it. Some cars report less than the level says. In watt hours. */
            residualWh?: number;
        };
        /** @description The 12 V battery. */
        Battery12V: {
            /** @description Its state of health. The manufacturer calls it a voltage, which it is not. In percent. */
            healthPercent?: number;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description One belt. */
        Belt: {
            /** @description Whose seat. Absent on cars from before version 4.10, which report one belt. */
            seat?: components["schemas"]["Seat"];
            /** @description `Omission`: it should be worn and is not. */
            status?: components["schemas"]["BeltStatus"];
        };
        /** @description Whether a belt is worn where it should be. */
        BeltStatus: "Normal" | "Omission" | (string & {});
        /** @description The state of the blind spot monitoring. */
        BlindSpotMonitoringState: "Active" | "Inactive" | "Disabled" | "Fault" | (string & {});
        /**
         * @description A brand that drivers can log in with.
         * @enum {string}
         */
        Brand: "peugeot" | "citroen" | "ds" | "opel" | "vauxhall";
        /** @description A brand on offer. */
        BrandOffer: {
            /** @description Its short name. */
            brand: components["schemas"]["Brand"];
            /** @description Where to log in with it, from a page of the service's own site. */
            loginUrl: string;
            /** @description Its name as people write it. */
            name: string;
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        BrandOfferList: {
            /** @description The items of this page. */
            items: components["schemas"]["BrandOffer"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description Whom to call. */
        CallCenter: {
            /** @description Whom to call when the car is stolen. */
            stolen?: components["schemas"]["CallCenterNumber"];
        };
        /** @description A number to call. */
        CallCenterNumber: {
            /** @description The country, `BR`. */
            countryCode?: string;
            /** @description The number. */
            phoneNumber?: string;
        };
        /** @description Where notifications are sent to. What may be a secret of whoever is notified is not told: of an address what follows the host, of an attribute the value and of a device the token. */
        Callback: {
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description What whoever made it called it. */
            label?: string;
            /** @description Whether notifications are sent. */
            status?: components["schemas"]["CallbackStatus"];
            /** @description Where to. Absent where the manufacturer does not repeat it. */
            target?: components["schemas"]["CallbackTarget"];
            /** @description What it is told of. Absent, it is everything. */
            types?: components["schemas"]["CallbackType"][];
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        CallbackList: {
            /** @description The items of this page. */
            items: components["schemas"]["Callback"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description Whether notifications are sent. */
        CallbackStatus: "Running" | "Paused" | "Failed" | (string & {});
        /** @description Where notifications go. */
        CallbackTarget: {
            /** @description What goes along with every notification. */
            attributes?: components["schemas"]["Attribute"][];
            /** @description How many devices are notified. */
            deviceCount?: number;
            /** @description Its name. */
            name?: string;
            /** @description Scheme, host and port of its address. */
            origin?: string;
            /** @description Which way. */
            type: components["schemas"]["CallbackTargetType"];
        };
        /** @description A way that notifications are sent. */
        CallbackTargetType: "webhook" | "websocket" | "pushnotif" | (string & {});
        /** @description A kind of notification. */
        CallbackType: "Monitor" | "Remote" | (string & {});
        /** @description What a car can do. */
        Capabilities: {
            /** @description The scopes that cover what it reports. */
            data: string[];
            /** @description More of each command, by its name, and of those that it does not take. */
            details?: {
                [key: string]: components["schemas"]["Capability"];
            };
            /** @description What it can be told to do. */
            remotes: components["schemas"]["RemoteName"][];
        };
        /** @description How a car takes one command. */
        Capability: {
            /** @description Whether it starts at once. */
            immediateStart?: boolean;
            /** @description Whether it stops at once. */
            immediateStop?: boolean;
            /** @description Whether it can be chosen how far charging goes. */
            limit?: boolean;
            /** @description Whether charging can be put off to a time. */
            nextDelayedTime?: boolean;
            /** @description Whether the power of charging can be chosen. */
            powerLevel?: boolean;
            /** @description How many programs the car holds. */
            programSlots?: number;
            /** @description Whether it starts by programs. */
            programs?: boolean;
            /** @description The scope that allows it: `remote:door:write`. */
            scope?: string;
            /** @description Whether it takes this command at all. */
            supported?: boolean;
        };
        /** @description A command, and whether it can be sent to a car. */
        CarAction: {
            action: components["schemas"]["ActionWord"];
            /** @description Whether it can be sent. */
            available: boolean;
            /** @description How many programs the car holds, where it says so. */
            programSlots?: number;
            type: components["schemas"]["CarCommandType"];
            /**
             * @description Who says no, where it cannot: the owner of the service, the registration of this client, the scopes that drivers are asked for, or the car.
             * @enum {string}
             */
            why?: "owner" | "client" | "consent" | "vehicle";
            /** @description What of the command the car says it does not take; absent where that is nothing. Each is a member of the command, as `limit`, or a member with a value, as `on=false`. A command that has it is refused (`not-supported-by-vehicle`). */
            without?: string[];
        };
        /** @description What can be done with a car. */
        CarActions: {
            /** @description Every command there is. */
            actions: components["schemas"]["CarAction"][];
            /** @description Whether rules can be made. */
            rules: {
                /** @description Whether they can. */
                available: boolean;
                /**
                 * @description Who says no, where they cannot: the owner of the service, or the registration of this client.
                 * @enum {string}
                 */
                why?: "owner" | "client";
            };
        };
        /** @description A command that was sent to a car, and what became of it. */
        CarCommand: {
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            createdAt: string;
            /** @description Whether nothing more is awaited. */
            done: boolean;
            failure?: components["schemas"]["CommandFailure"];
            /** @description The steps that are known, the oldest first. */
            history: components["schemas"]["CommandStep"][];
            /** @description Names the command in paths. */
            id: string;
            request: components["schemas"]["CommandRequest"];
            state: components["schemas"]["CommandState"];
            type: components["schemas"]["CarCommandType"];
            /**
             * Format: date-time
             * @description When its state last changed.
             */
            updatedAt: string;
            /** @description The car, as it was called when the command was sent. */
            vehicleId: string;
        };
        /** @description The commands that were sent to a car. */
        CarCommandList: {
            /** @description The newest first. */
            items: components["schemas"]["CarCommand"][];
            /** @description How many there are. */
            total: number;
        };
        /** @description What a command is. More may be added. */
        CarCommandType: "lock" | "unlock" | "horn" | "lights" | "wake-up" | "climate" | "climate-programs" | "charging" | "charging-schedule" | "charging-preferences" | "navigation" | (string & {});
        /** @description A condition: the traction battery has more than `percent`. For 80 % or more write 79. It takes the scope `data:telemetry`. */
        ChargeAboveCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "charge-above";
            /** @description The level. In percent. */
            percent: number;
        };
        /** @description A condition: the traction battery has less than so much. It takes the scope `data:telemetry`. */
        ChargeBelowCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "charge-below";
            /** @description The level. In percent. */
            percent: number;
        };
        /** @description How far a battery is to be charged. */
        ChargeLimit: "partial" | "full" | (string & {});
        /** @description Charging. */
        Charging: {
            /** @description Kilometres of range that an hour of charging adds. In kilometres per hour. */
            chargingRateKmPerHour?: number;
            /**
             * Format: date-time
             * @description When charging is to end, full or not.
             */
            endAt?: string;
            /** @description How fast the battery is charged. */
            mode?: components["schemas"]["ChargingMode"];
            /**
             * Format: date-time
             * @description The point in time that charging is put off to, where the car says that instead.
             */
            nextDelayedAt?: string;
            /** @description The time of day that charging is put off to, on the car's clock: `22:05`. */
            nextDelayedTime?: string;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Whether the cable is in. */
            plugged?: boolean;
            /** @description The power that charging is set to. */
            powerLevel?: components["schemas"]["ChargingPowerLevel"];
            /** @description When the car charges by itself. */
            programs?: components["schemas"]["Program"][];
            /** @description Until charging is done. In seconds. */
            remainingTimeSeconds?: number;
            /** @description How charging stands. */
            status?: components["schemas"]["ChargingStatus"];
            /** @description Whether charging is ended at that time, and whether that went well. */
            stopStatus?: components["schemas"]["ChargingStopStatus"];
            /** @description How far it is charged. */
            type?: components["schemas"]["ChargingType"];
        };
        /** @description A command: charge now, or not. */
        ChargingCommand: {
            /** @description Whether to begin, or to end it. */
            on: boolean;
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "charging";
        };
        /** @description A condition: charging stands in one of these states. It takes the scope `data:telemetry`. */
        ChargingCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "charging";
            /** @description The states, each once. */
            states: ("Disconnected" | "InProgress" | "Failure" | "Stopped" | "Finished")[];
        };
        /** @description How fast a battery is charged. */
        ChargingMode: "No" | "Slow" | "Quick" | (string & {});
        /** @description The power that charging is set to. */
        ChargingPowerLevel: "Level1" | "Level2" | "Level3" | "Level4" | "Level5" | (string & {});
        /** @description A command: how to charge: `powerLevel`, `limit` or both. */
        ChargingPreferencesCommand: {
            /**
             * @description How far.
             * @enum {string}
             */
            limit?: "partial" | "full";
            /** @description How strongly, from 1 to 5. */
            powerLevel?: number;
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "charging-preferences";
        };
        /** @description A command: when to charge: at one time (`nextAt`), or by programs, never both. */
        ChargingScheduleCommand: {
            /**
             * Format: date-time
             * @description When to begin, once.
             */
            nextAt?: string;
            /** @description The programs. */
            programs?: {
                /** @description The days of the week, each once. */
                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                /** @description Whether it is in use. */
                enabled: boolean;
                /** @description When it ends, on the car's clock; without, the car charges until it is full. */
                endTime?: string;
                /** @description When it starts, on the car's clock. */
                startTime: string;
            }[];
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "charging-schedule";
        };
        /** @description How charging stands. */
        ChargingStatus: "Disconnected" | "InProgress" | "Failure" | "Stopped" | "Finished" | (string & {});
        /** @description How it stands with ending charging at a time. */
        ChargingStopStatus: "Deactivated" | "Activated" | "Successful" | "StopChargeFailed" | "ChargeEndTimeScheduleFailed" | (string & {});
        /** @description How far a battery is charged. */
        ChargingType: "Partial" | "Full" | (string & {});
        /** @description A command: heat or cool the car, at once. */
        ClimateCommand: {
            /** @description Whether to begin, or to end it. */
            on: boolean;
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "climate";
        };
        /** @description A command: set programs by which the car is heated or cooled, each in its slot. */
        ClimateProgramsCommand: {
            /** @description Programs, each for another slot. */
            programs: ({
                /** @description The days of the week, each once. */
                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                /** @description Whether it is in use. */
                enabled: boolean;
                /** @description Whether it starts every week. */
                repeats: boolean;
                /** @description Its place among the car's. */
                slot: number;
                /** @description When it starts, on the car's clock. */
                startTime: string;
            } | {
                /**
                 * @description Takes the program away.
                 * @constant
                 */
                remove: true;
                /** @description Its place among the car's. */
                slot: number;
            })[];
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "climate-programs";
        };
        /** @description A collision that a car noticed. */
        Collision: {
            /**
             * Format: date-time
             * @description When the record was made. There is no other time of the collision.
             */
            createdAt?: string;
            /** @description Each side that was hit. */
            details?: components["schemas"]["Impact"][];
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description Whether a pedestrian was hit. */
            pedestrian?: boolean;
            /** @description Whether the car tipped over. */
            tippedOver?: boolean;
            /** @description The trip on which it happened. */
            tripId?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string;
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        CollisionList: {
            /** @description The items of this page. */
            items: components["schemas"]["Collision"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description What a car was told. The type says which other members there may be. */
        Command: {
            /** @description Of navigation: whether the driver is asked first. */
            driverApproval?: boolean;
            /**
             * Format: date-time
             * @description Of charging: when it ends.
             */
            endAt?: string;
            /** @description Of charging: whether that end is in force. */
            endEnabled?: boolean;
            /** @description Of locks: whether a key inside was to be no hindrance. */
            forced?: boolean;
            /** @description Of charging: how far. */
            limit?: components["schemas"]["ChargeLimit"];
            /**
             * Format: date-time
             * @description Of charging: the point in time that it is put off to.
             */
            nextAt?: string;
            /** @description Of charging: the time of day that it is put off to, on the car's clock. */
            nextTime?: string;
            /** @description Of horn, lights, climate and charging: on or off, start now or not. */
            on?: boolean;
            /** @description Of navigation: the way, of which the last point is the goal. */
            points?: components["schemas"]["Point"][];
            /** @description Of charging: the power, 1 to 5. */
            powerLevel?: number;
            /** @description Of climate and charging: when it runs by itself. */
            programs?: components["schemas"]["WeeklyTimes"][];
            /** @description A word of the manufacturer's that fits none of the other members. */
            state?: string;
            /** @description What it was told. Another than these has the manufacturer's name. */
            type: components["schemas"]["CommandType"];
        };
        /** @description A command has come further. */
        CommandEvent: {
            /**
             * Format: date-time
             * @description When it was learnt.
             */
            at: string;
            data: components["schemas"]["CarCommand"];
            /** @description Grows from event to event, not always by one. */
            id: number;
            /**
             * @description The kind.
             * @constant
             */
            type: "command";
            /** @description The car. */
            vehicleId: string;
        };
        /** @description Why a command failed: a problem, as calls have it. */
        CommandFailure: components["schemas"]["Problem"] & {
            /** @description The manufacturer's word for it. */
            upstreamCause?: string;
        };
        /** @description A command as it is sent: exactly the members of its `type`. */
        CommandRequest: components["schemas"]["LockCommand"] | components["schemas"]["UnlockCommand"] | components["schemas"]["HornCommand"] | components["schemas"]["LightsCommand"] | components["schemas"]["WakeUpCommand"] | components["schemas"]["ClimateCommand"] | components["schemas"]["ClimateProgramsCommand"] | components["schemas"]["ChargingCommand"] | components["schemas"]["ChargingScheduleCommand"] | components["schemas"]["ChargingPreferencesCommand"] | components["schemas"]["NavigationCommand"];
        /**
         * @description What has become of a command. `sending`: it is on its way to the manufacturer. `accepted`: the manufacturer has taken it. `waking`: the car is being woken, which may take a minute. `checking`: its rights and its battery are looked at. `sent`: the car has it. Then it is done: `succeeded`; `already-done`, where the car was so already; `failed`, with the reason under `failure`; or `unknown`, where nobody can tell: look at the car. Even then a later answer may say more.
         * @enum {string}
         */
        CommandState: "sending" | "accepted" | "waking" | "checking" | "sent" | "succeeded" | "already-done" | "failed" | "unknown";
        /** @description A step of a command. */
        CommandStep: {
            /**
             * Format: date-time
             * @description When it was taken.
             */
            at: string;
            state: components["schemas"]["CommandState"];
        };
        /** @description What a car was told. */
        CommandType: "lock" | "unlock" | "door" | "horn" | "lights" | "wake-up" | "climate" | "climate-programs" | "charging" | "charging-schedule" | "charging-preferences" | "navigation" | (string & {});
        /** @description What of a car can be compared; the unit stands in the name. */
        Comparand: "chargePercent" | "fuelPercent" | "rangeKm" | "electricRangeKm" | "fuelRangeKm" | "plugged" | "chargingStatus" | "chargingType" | "odometerKm" | "speedKmh" | "moving" | "drivingMode" | "powertrain" | "tripStart" | "tripStop" | "tripState" | "tripDistanceKm" | "tripDurationSeconds" | "locks" | "openings" | "beltWarning" | "emergencyCall" | "alert" | "alarmTrigger" | "alarmActivation" | "outsideTemperatureCelsius" | "oilTemperatureCelsius" | "preconditioning" | "privacy" | (string & {});
        /** @description Consumption. */
        Consumption: {
            /** @description Kilograms of hydrogen per 100 km at the moment. In kilograms per 100 kilometres. */
            instantKilogramsPer100Km?: number;
            /** @description Litres per 100 km at the moment. In litres per 100 kilometres. */
            instantLitresPer100Km?: number;
            /** @description kWh as older cars report it; over which distance is not documented. In kilowatt hours. */
            kilowattHours?: number;
            /** @description Litres per 100 km as older cars report it: whether at the moment or on average is not documented. In litres per 100 kilometres. */
            litresPer100Km?: number;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Litres in all. In litres. */
            totalLitres?: number;
        };
        /** @description The state of the cruise control. */
        CruiseControlState: "Off" | "NoBestFit" | "BestFitInProgress" | "BestFitMax" | "BestFitMin" | "BestFitDeactivated" | "AutoDeactivated" | "OverflowSpeedConsign" | "LackOfVisibilityRadar" | "LearningRadar" | "Deactivated" | "LimitSetting" | (string & {});
        /** @description Locks, doors and windows. */
        Doors: {
            /** @description What is locked. Several may hold. */
            lockedStates?: components["schemas"]["LockedState"][];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Each door and window. */
            openings?: components["schemas"]["Opening"][];
        };
        /** @description A condition: a door, a window or the boot was opened or closed. It takes the scope `data:telemetry`. */
        DoorsChangedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "doors-changed";
        };
        /** @description What helps the driver. The manufacturer documents the words and not what each means. */
        DriverAssistance: {
            /** @description Cruise control that keeps its distance. */
            adaptiveCruiseControl?: components["schemas"]["AdaptiveCruiseControlState"];
            /** @description The state of the anti-lock braking system. */
            antiLockBraking?: boolean;
            /** @description The watch over the blind spot. */
            blindSpotMonitoring?: components["schemas"]["BlindSpotMonitoringState"];
            /** @description Cruise control. */
            cruiseControl?: components["schemas"]["CruiseControlState"];
            /** @description The state of the electric brake. */
            electricBrake?: boolean;
            /** @description Advanced emergency braking. */
            emergencyBraking?: components["schemas"]["EmergencyBrakingState"];
            /** @description Assistance in keeping time to the car ahead. */
            followingTime?: components["schemas"]["FollowingTimeState"];
            /** @description How the car recommends to shift. */
            gearRecommendation?: components["schemas"]["GearRecommendation"];
            /** @description The warning that the car leaves its lane. */
            laneDepartureWarning?: components["schemas"]["LaneDepartureWarningState"];
            /** @description Lane keeping on the left. */
            leftLaneKeeping?: components["schemas"]["LaneKeepingState"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Parking sensors in front, one word each. */
            parkAssistFront?: components["schemas"]["ParkAssistState"][];
            /** @description Parking sensors behind, one word each. */
            parkAssistRear?: components["schemas"]["ParkAssistState"][];
            /** @description Lane keeping on the right. */
            rightLaneKeeping?: components["schemas"]["LaneKeepingState"];
            /** @description The speed limit that the car knows of. In kilometres per hour. */
            speedLimitKmh?: number;
            /** @description Whether the speed limiter is on. */
            speedLimiter?: boolean;
            /** @description The state of the electronic stability program. */
            stabilityControl?: boolean;
        };
        /** @description The driving mode. */
        DrivingMode: {
            /** @description The mode. */
            mode?: components["schemas"]["DrivingModeName"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description A driving mode. */
        DrivingModeName: "Normal" | "Sport" | "Comfort" | "Eco" | "Sand" | "Mud" | "Snow" | "ZEV" | "Hybrid" | "ZEVEco" | "HybridEco" | "EcoPlus" | "eAWD" | "4AWD" | "ReinforcedLoad" | (string & {});
        /** @description A condition: the car is driven at such a time. It takes the scope `data:telemetry`. */
        DuringCondition: {
            /** @description The days of the week on which it begins, each once. */
            days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
            /** @description When it begins. */
            from: string;
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "during";
            /** @description Where these times are, by the tz database. */
            timeZone: string;
            /** @description When it ends: on the next day, where that is not later. */
            to: string;
        };
        /** @description What a car can do as far as its maker says. Its driver may not have subscribed to it. */
        Eligibility: {
            /** @description The words of the commands that it says it takes. */
            actions: components["schemas"]["ActionWord"][];
            /** @description The scopes of what it reports. */
            data: string[];
            /** @description Whether the manufacturer knows the car. */
            known: boolean;
            motorization?: components["schemas"]["Motorization"];
        };
        /** @description The state of the advanced emergency braking. */
        EmergencyBrakingState: "off" | "Fixed" | "OnFlashing" | (string & {});
        /** @description Whether the automatic emergency call was set off. */
        EmergencyCall: "NotDetected" | "Detected" | "ShockDetectionUnabled" | (string & {});
        /** @description One kind of energy. */
        Energy: {
            /** @description The traction battery. */
            battery?: components["schemas"]["Battery"];
            /** @description Charging. */
            charging?: components["schemas"]["Charging"];
            /** @description Consumption. */
            consumption?: components["schemas"]["Consumption"];
            /** @description How full tank or battery is. An electric car may report an empty tank too. In percent. */
            levelPercent?: number;
            /**
             * Format: date-time
             * @description When the car last reported level and range.
             */
            observedAt?: string;
            /** @description How far that goes. In kilometres. */
            rangeKm?: number;
            /** @description More exactly. */
            subType?: components["schemas"]["EnergySubType"];
            /** @description The kind. Look an energy up by this, never by its place. */
            type: components["schemas"]["EnergyType"];
        };
        /** @description What a trip took of one kind of energy. */
        EnergyConsumption: {
            /** @description How much electricity; absent where no unit fits the average, or what cars take. In kilowatt hours. */
            kilowattHours?: number;
            /** @description How much electricity on average. In kilowatt hours per 100 kilometres. */
            kilowattHoursPer100Km?: number;
            /** @description How much fuel. The manufacturer does not keep to one unit: which one it is follows from its own average and the distance, and where neither fits them, this is absent. Without an average it is taken for the documented centilitres. In litres. */
            litres?: number;
            /** @description How much fuel on average. In litres per 100 kilometres. */
            litresPer100Km?: number;
            /** @description More exactly. */
            subType?: components["schemas"]["EnergySubType"];
            /** @description The kind of energy. Of a kind that is not listed, and of hydrogen, no amount is shown: the manufacturer documents no unit. */
            type?: components["schemas"]["EnergyType"];
        };
        /** @description A kind of energy, more exactly. */
        EnergySubType: "FossilEnergy" | "ElectricEnergy" | "Hydrogen" | (string & {});
        /** @description A kind of energy. */
        EnergyType: "Electric" | "Fuel" | (string & {});
        /** @description An engine or a motor. */
        Engine: {
            /** @description The temperature of the air it breathes. In degrees Celsius. */
            airTemperatureCelsius?: number;
            /** @description How full of coolant it is. In percent. */
            coolantLevelPercent?: number;
            /** @description The coolant's temperature. In degrees Celsius. */
            coolantTemperatureCelsius?: number;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description How full of oil it is. In percent. */
            oilLevelPercent?: number;
            /** @description The oil's temperature. In degrees Celsius. */
            oilTemperatureCelsius?: number;
            /** @description Revolutions per minute. In revolutions per minute. */
            speedRpm?: number;
            /** @description Whether it runs. */
            status?: components["schemas"]["PowertrainStatus"];
            /** @description Engine or motor. Absent, it is `Thermic`. */
            type?: components["schemas"]["EngineType"];
        };
        /** @description A kind of engine or motor. */
        EngineType: "Thermic" | "Electric" | (string & {});
        /** @description A condition: the car comes into a circle. It takes the scope `data:position`. */
        EntersCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "enters";
            /** @description Of its middle, north of the equator. In degrees. */
            latitude: number;
            /** @description Of its middle, east of Greenwich. In degrees. */
            longitude: number;
            /** @description Its radius. In kilometres. */
            radiusKm: number;
        };
        /** @description Outside. */
        Environment: {
            /** @description Air. */
            air?: components["schemas"]["Air"];
            /** @description Light. */
            luminosity?: components["schemas"]["Luminosity"];
        };
        /** @description What has happened. */
        EventFeed: {
            /** @description In their order. */
            events: components["schemas"]["LiveEvent"][];
            /** @description The `id` of the last event there was, or 0. */
            last: number;
            /** @description Whether events may be missing: `after` is too old or not known. Load anew what you show. */
            reset: boolean;
        };
        /** @description What is missing of a trip. */
        Fault: {
            /** @description `GeoPrivacy`: the driver let no position be reported. `FullPrivacy`: nothing at all. `Connection`: there was none. */
            cause?: components["schemas"]["TripFaultCause"];
            /** @description `Unstarted`: its beginning is missing. `DataLacking`: something on the way. `Unfinished`: its end. */
            fault?: components["schemas"]["TripFault"];
        };
        /** @description A rule that has fired. */
        FiredRule: {
            /**
             * Format: date-time
             * @description When it fired, as the manufacturer says; when that was learnt where that cannot be.
             */
            firedAt: string;
            /** @description What the driver calls it. */
            name: string;
            /** @description Whether it has fired before, and still holds. */
            reminder: boolean;
            /** @description Names the rule in paths. */
            ruleId: string;
            /** @description What the car reported that made it fire. */
            values: {
                /** @description A number, a word, or true or false; of `alert` the codes of the warnings. */
                value?: (number | string | boolean) | string[];
                /** @description What was measured, with its unit: `chargePercent`. */
                what: string;
            }[];
        };
        /** @description Whether a fix has a height. */
        FixStatus: "2D" | "3D" | (string & {});
        /** @description The state of the following time assistance. */
        FollowingTimeState: "NotSelected" | "Selected" | "Unavailable" | (string & {});
        /** @description A command event of a driver. */
        ForwardedCommand: {
            /** @description The event. */
            data: components["schemas"]["CommandEvent"] & {
                /** @description The driver: always the same name, which says nothing of them. */
                driver: string;
            };
            /**
             * Format: date-time
             * @description When it was learnt; of an event its `at`.
             */
            timestamp: string;
            /**
             * @description The kind.
             * @constant
             */
            type: "command";
        };
        /** @description A message to the owner's server. Kinds may be added. */
        ForwardedMessage: components["schemas"]["ForwardedCommand"] | components["schemas"]["ForwardedRule"] | components["schemas"]["ForwardedStatus"] | components["schemas"]["ForwardedReset"];
        /** @description Events of a car were dropped: read anew what you keep of it. */
        ForwardedReset: {
            /** @description What is missing. */
            data: {
                /** @description The driver: always the same name, which says nothing of them. */
                driver: string;
                /** @description How many events. */
                dropped: number;
                /** @description The car. */
                vehicleId: string;
            };
            /**
             * Format: date-time
             * @description When it was learnt; of an event its `at`.
             */
            timestamp: string;
            /**
             * @description The kind.
             * @constant
             */
            type: "reset";
        };
        /** @description A rule event of a driver. */
        ForwardedRule: {
            /** @description The event. */
            data: components["schemas"]["RuleEvent"] & {
                /** @description The driver: always the same name, which says nothing of them. */
                driver: string;
            };
            /**
             * Format: date-time
             * @description When it was learnt; of an event its `at`.
             */
            timestamp: string;
            /**
             * @description The kind.
             * @constant
             */
            type: "rule";
        };
        /** @description A status event of a driver. */
        ForwardedStatus: {
            /** @description The event. */
            data: components["schemas"]["StatusEvent"] & {
                /** @description The driver: always the same name, which says nothing of them. */
                driver: string;
            };
            /**
             * Format: date-time
             * @description When it was learnt; of an event its `at`.
             */
            timestamp: string;
            /**
             * @description The kind.
             * @constant
             */
            type: "status";
        };
        /** @description Whether the owner's own server has the events of this driver. */
        Forwarding: {
            /** @description Whether the service has such a server. */
            available: boolean;
            /** @description Whether it has the events, as the driver has agreed. */
            on: boolean;
            /** @description Host and port of the server: what to show the driver. */
            to?: string;
        };
        /** @description What the driver wants. */
        ForwardingRequest: {
            /** @description Whether the server is to have the events. */
            on: boolean;
            /** @description Host and port of the server that the driver was shown. Where the service forwards to another one, nothing is agreed to (`action-not-allowed`). */
            to?: string;
        };
        /** @description A condition: the tank has less than so much. It takes the scope `data:telemetry`. */
        FuelBelowCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "fuel-below";
            /** @description The level. In percent. */
            percent: number;
        };
        /** @description A gear. */
        Gear: "Ratio1" | "Ratio2" | "Ratio3" | "Ratio4" | "Ratio5" | "Ratio6" | "Ratio7" | "Ratio8" | "Neutral" | "Reverse" | (string & {});
        /** @description How a car recommends to shift. */
        GearRecommendation: "None" | "Up" | "Down" | "UpDown" | (string & {});
        /** @description Whether the service is set up. */
        Health: {
            /** @description Each relay, where the owner asks. */
            relays?: components["schemas"]["RelayHealth"][];
            /** @description `ok`, or `failed` where a relay is not set up. */
            status: string;
        };
        /** @description The first message of a connection. */
        HelloMessage: {
            /** @description Where the feed is. */
            data: {
                /** @description The `id` of the last event there was, or 0. */
                last: number;
            };
            /**
             * @description The kind.
             * @constant
             */
            type: "hello";
        };
        /** @description A command: the horn. */
        HornCommand: {
            /** @description Whether to begin, or to end it. */
            on: boolean;
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "horn";
        };
        /** @description Ignition. */
        Ignition: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Whether the ignition is on. `Free`: of older cars. */
            state?: components["schemas"]["IgnitionState"];
        };
        /** @description How the ignition stands. */
        IgnitionState: "Stop" | "StartUp" | "Start" | "Free" | (string & {});
        /** @description One side that was hit. */
        Impact: {
            /** @description How hard. */
            severity?: components["schemas"]["ImpactSeverity"];
            /** @description The side. */
            side?: components["schemas"]["ImpactSide"];
        };
        /** @description How hard a car was hit. */
        ImpactSeverity: "Minimal" | "Minor" | "Major" | (string & {});
        /** @description A side of a car. */
        ImpactSide: "Front" | "Rear" | "Lateral" | (string & {});
        /** @description Movement. */
        Kinetic: {
            /** @description Acceleration, m/s². In metres per second squared. */
            accelerationMetresPerSecondSquared?: number;
            /** @description Whether the car moves. */
            moving?: boolean;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Speed. In kilometres per hour. */
            speedKmh?: number;
        };
        /** @description Where a car was last seen. */
        KnownPosition: components["schemas"]["Position"] & {
            stale?: components["schemas"]["Stale"];
        };
        /** @description One lamp. */
        Lamp: {
            /** @description In front or behind. */
            position?: components["schemas"]["LampPosition"];
            /** @description On which side. */
            side?: components["schemas"]["LampSide"];
            /** @description Whether it is on. */
            status?: components["schemas"]["LampStatus"];
        };
        /** @description At which end a lamp is. */
        LampPosition: "Front" | "Rear" | (string & {});
        /** @description On which side a lamp is. */
        LampSide: "Left" | "Right" | (string & {});
        /** @description Whether a lamp is on. */
        LampStatus: "Off" | "On" | (string & {});
        /** @description The state of the lane departure warning. */
        LaneDepartureWarningState: "Off" | "OnFixed" | "FlashingWarning" | "FlashingFault" | (string & {});
        /** @description The state of lane keeping on one side. */
        LaneKeepingState: "NotSelected" | "NotAuthorized" | "Authorized" | "CorrectionInProgress" | (string & {});
        /** @description A condition: the car leaves a circle. It takes the scope `data:position`. */
        LeavesCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "leaves";
            /** @description Of its middle, north of the equator. In degrees. */
            latitude: number;
            /** @description Of its middle, east of Greenwich. In degrees. */
            longitude: number;
            /** @description Its radius. In kilometres. */
            radiusKm: number;
        };
        /** @description Lamps. */
        Lighting: {
            /** @description Fog lamps. */
            fogLamps?: components["schemas"]["Lamp"][];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Turn signals. */
            turnSignals?: components["schemas"]["Lamp"][];
        };
        /** @description A command: the lights. */
        LightsCommand: {
            /** @description Whether to begin, or to end it. */
            on: boolean;
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "lights";
        };
        /** @description A car on a list. */
        ListedVehicle: components["schemas"]["Vehicle"] & {
            account?: components["schemas"]["VehicleAccount"];
            /** @description With `include=status`: its status, or the problem in its place, which has a `code`. */
            status?: components["schemas"]["StatusAnswer"] | components["schemas"]["Problem"];
        };
        /** @description Something that has happened to a car. Kinds are added as time goes by: look at `type` before anything else, and pass over one that you do not know. */
        LiveEvent: components["schemas"]["CommandEvent"] | components["schemas"]["RuleEvent"] | components["schemas"]["StatusEvent"];
        /** @description A message of a live connection. Kinds are added as time goes by: look at `type` before anything else, and pass over one that you do not know. */
        LiveMessage: components["schemas"]["HelloMessage"] | components["schemas"]["ResetMessage"] | components["schemas"]["LiveEvent"];
        /** @description Opens one live connection. */
        LiveTicket: {
            /**
             * Format: date-time
             * @description Until when it is good.
             */
            expiresAt: string;
            /** @description Goes behind `kerbside-ticket.` among the subprotocols. A secret. */
            ticket: string;
            /**
             * Format: uri
             * @description Where to connect.
             */
            url: string;
        };
        /** @description A command: lock the doors. */
        LockCommand: {
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "lock";
        };
        /** @description What is locked, and how. */
        LockedState: "Unlocked" | "Locked" | "SuperLocked" | "DriverDoorUnlocked" | "CabinDoorsUnlocked" | "CargoDoorsLocked" | "CargoDoorsUnlocked" | "RearDoorsUnlocked" | "RearDoorsLocked" | "TrunkLocked" | "TrunkUnlocked" | (string & {});
        /** @description A condition: the car was locked or unlocked. It takes the scope `data:telemetry`. */
        LocksChangedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "locks-changed";
        };
        /** @description An account whose login the manufacturer has revoked. */
        LostAccount: {
            /** @description The brand of the login. */
            brand: components["schemas"]["Brand"];
            /** @description The brand as people write it. */
            brandName: string;
            /** @description Where to log in again. Absent for apps and pages of other sites, which begin logins of their own. */
            loginUrl?: string;
            /** @description Named the account in paths. */
            slot: string;
        };
        /** @description Light. */
        Luminosity: {
            /** @description Whether it is day. */
            day?: boolean;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description What is left until the next service, as the car counts it. Negative: it is overdue. */
        Maintenance: {
            /** @description Days. In days. */
            daysToMaintenance?: number;
            /** @description Kilometres. In kilometres. */
            kmToMaintenance?: number;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description What is answered: it has `stale` where it is what was last known. */
        MaintenanceAnswer: components["schemas"]["Maintenance"] & {
            stale?: components["schemas"]["Stale"];
        };
        /** @description The tiles of a map. */
        MapTiles: {
            /** @description Whose they are, as plain text to show on the map. */
            attribution: string;
            /** @description The address of a tile, with `{z}`, `{x}` and `{y}` in the places of zoom, column and row. Its host learns where a car stands. */
            tiles: string;
        };
        /** @description What is watched for on a car. */
        Monitor: {
            /** @description What else goes along. */
            attributes?: components["schemas"]["Attribute"][];
            /**
             * Format: date-time
             * @description When the record was made.
             */
            createdAt?: string;
            /** @description How the conditions are joined, by their names, with `&`, `|`, `!` and parentheses. */
            expression?: string;
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description What whoever made it called it. */
            label?: string;
            /** @description How often a notification is sent again while they hold. Absent, it is not. In seconds. */
            remindEverySeconds?: number;
            /** @description What of the car is sent along with a notification. */
            sends?: components["schemas"]["MonitorSend"][];
            /** @description Whether it is watched for. */
            status?: components["schemas"]["CallbackStatus"];
            /** @description The conditions. */
            triggers?: components["schemas"]["MonitorTrigger"][];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string;
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        MonitorList: {
            /** @description The items of this page. */
            items: components["schemas"]["Monitor"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description What of the car is sent along with a notification. A part of the telemetry may be named, as in `vehicle.telemetry.vehicle.energies`. */
        MonitorSend: "vehicle.doorsState" | "vehicle.status" | "vehicle.maintenance" | "vehicle.position" | "vehicle.telemetry" | "vehicle.alerts" | "vehicle.alarm" | "vehicle.trip" | (string & {});
        /** @description A condition: of where the car is (`zone`), of when it is driven (`time`), or of what it reports (`data`). One of a kind that is not known here has its name alone. */
        MonitorTrigger: {
            /** @description Of a zone: its middle, degrees north in WGS 84. In degrees. */
            latitude?: number;
            /** @description Of a zone: its middle, degrees east in WGS 84. In degrees. */
            longitude?: number;
            /** @description Its name in the expression. */
            name?: string;
            /** @description Of data: how it is compared. */
            operator?: components["schemas"]["TriggerOperator"];
            /** @description Of data: how what was before must compare. */
            previousOperator?: components["schemas"]["TriggerOperator"];
            /** @description Of data: with what that is compared. */
            previousValues?: (number | boolean | string)[];
            /** @description Of a zone: how far it reaches from its middle. In kilometres. */
            radiusKm?: number;
            /** @description Of times: the time zone they are in. Absent, it is `Europe/Paris`. */
            timeZone?: string;
            /** @description Of times: the times. */
            times?: components["schemas"]["WeeklyTimes"][];
            /** @description Of a zone: whether the car enters or leaves it. */
            transition?: components["schemas"]["ZoneTransition"];
            /** @description The kind. */
            type?: components["schemas"]["TriggerType"];
            /** @description Of data: with what, in the words and the unit of `what`. */
            values?: (number | boolean | string)[];
            /** @description Of data: what is compared. One that is not listed has the manufacturer's name. */
            what?: components["schemas"]["Comparand"];
        };
        /** @description What drives a car. */
        Motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen" | (string & {});
        /** @description A condition: the car moves. It takes the scope `data:telemetry`. */
        MovingCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "moving";
        };
        /** @description A command: send a route to the car; the last point is the goal. */
        NavigationCommand: {
            /** @description The route, the goal last. */
            points: {
                /** @description North of the equator. In degrees. */
                latitude: number;
                /** @description East of Greenwich. In degrees. */
                longitude: number;
            }[];
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "navigation";
        };
        /** @description A status that is newer than the one before: read it. */
        NewerStatus: {
            /**
             * Format: date-time
             * @description The latest time of any part, also of one that is gone since. It may be later than `observedAt`: do not compare the two.
             */
            updatedAt: string;
        };
        /** @description An error as OAuth has it (RFC 6749 section 5.2), with our code beside it. */
        OAuthError: {
            /** @description What kind of problem it is: one of `ProblemCode`, to which more are added as time goes by. */
            code: components["schemas"]["ProblemCode"];
            /**
             * @description OAuth's word.
             * @enum {string}
             */
            error: "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type" | "temporarily_unavailable" | "server_error";
            /** @description For the developer: it begins with the name of the parameter that is wrong, if one is. */
            error_description: string;
            /** @description Seconds after which trying again may help. Absent, no time is known. In seconds. */
            retryAfter?: number;
        };
        /** @description The odometer. */
        Odometer: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description How far the car has gone. In kilometres. */
            odometerKm: number;
        };
        /** @description A value, or why there is none: `{"unavailable": "privacy"}`. */
        OdometerReading: components["schemas"]["Odometer"] | {
            /** @description Why. */
            unavailable: components["schemas"]["Reason"];
        };
        /** @description One door or window. */
        Opening: {
            /** @description Which door or window. */
            identifier?: components["schemas"]["OpeningIdentifier"];
            /** @description Whether it is open. */
            state?: components["schemas"]["OpeningState"];
        };
        /** @description A door or window. */
        OpeningIdentifier: "Driver" | "Passenger" | "RearLeft" | "RearRight" | "Trunk" | "RearWindow" | "RoofWindow" | (string & {});
        /** @description Whether a door or window is open. */
        OpeningState: "Open" | "Closed" | (string & {});
        /** @description A condition: it is warmer outside than that. It takes the scope `data:telemetry`. */
        OutsideAboveCondition: {
            /** @description The temperature. In degrees Celsius. */
            celsius: number;
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "outside-above";
        };
        /** @description A condition: it is colder outside than that. It takes the scope `data:telemetry`. */
        OutsideBelowCondition: {
            /** @description The temperature. In degrees Celsius. */
            celsius: number;
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "outside-below";
        };
        /** @description The state of a parking sensor. `TrailerInhibition`: behind only. */
        ParkAssistState: "Active" | "Wait" | "DriverInhibition" | "TrailerInhibition" | "OutOfService" | "Fault" | (string & {});
        /** @description A condition: the charging cable is plugged in. It takes the scope `data:telemetry`. */
        PluggedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "plugged";
        };
        /** @description A point on Earth. */
        Point: {
            /** @description Degrees north in WGS 84. In degrees. */
            latitude: number;
            /** @description Degrees east in WGS 84. In degrees. */
            longitude: number;
        };
        /** @description Where a car was seen, in WGS 84. */
        Position: {
            /** @description Height in metres. In metres. */
            altitudeMetres?: number;
            /** @description Whether the height was measured, too. */
            fixStatus?: components["schemas"]["FixStatus"];
            /** @description Where the car pointed, clockwise from north. In degrees. */
            headingDegrees?: number;
            /** @description Degrees, north positive. In degrees. */
            latitude: number;
            /** @description Degrees, east positive. In degrees. */
            longitude: number;
            /**
             * Format: date-time
             * @description When the car was there.
             */
            observedAt?: string;
            /** @description Reception; the manufacturer documents no unit. */
            signalQuality?: number;
            /** @description `Acquire`: it was measured. `Estimated`: it was computed. */
            type?: components["schemas"]["PositionType"];
        };
        /** @description What is answered: it has `stale` where it is what was last known. */
        PositionAnswer: components["schemas"]["KnownPosition"] | components["schemas"]["UnknownPosition"];
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        PositionList: {
            /** @description The items of this page. */
            items: components["schemas"]["Position"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description A value, or why there is none: `{"unavailable": "privacy"}`. */
        PositionReading: components["schemas"]["Position"] | {
            /** @description Why. */
            unavailable: components["schemas"]["Reason"];
        };
        /** @description How a position was found. */
        PositionType: "Acquire" | "Estimated" | (string & {});
        /** @description All that drives the car, taken together. */
        Powertrain: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Whether it runs. */
            status?: components["schemas"]["PowertrainStatus"];
        };
        /** @description Whether something that drives the car runs. */
        PowertrainStatus: "NotRunning" | "Starting" | "Running" | "Stopping" | "Stopped" | (string & {});
        /** @description Heating or cooling before a drive. */
        Preconditioning: {
            /** @description Why it failed. */
            failureCause?: components["schemas"]["PreconditioningFailureCause"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description When it runs by itself. Places for more, which some cars list as off on no day, are left out. */
            programs?: components["schemas"]["Program"][];
            /** @description What started it. */
            startingCause?: components["schemas"]["PreconditioningStartingCause"];
            /** @description How it stands. */
            status?: components["schemas"]["PreconditioningStatus"];
        };
        /** @description Why heating or cooling failed. */
        PreconditioningFailureCause: "Defect" | "DoorOpened" | "LowBattery" | "LowFuelLevel" | "TooManyUnusedProg" | "WindowsRoofOpened" | "HoodOpened" | "NotParked" | "OtherFailures" | (string & {});
        /** @description What started heating or cooling. */
        PreconditioningStartingCause: "Immediate" | "Scheduled" | (string & {});
        /** @description How heating or cooling before a drive stands. */
        PreconditioningStatus: "Enabled" | "Disabled" | "Finished" | "Failure" | (string & {});
        /** @description What the driver allows the car to report. */
        Privacy: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description `None`: all is reported. `Geolocation`: all but the position. `Full`: nothing. */
            state?: components["schemas"]["PrivacyState"];
        };
        /** @description A condition: the privacy mode was changed. It takes the scope `data:telemetry`. */
        PrivacyChangedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "privacy-changed";
        };
        /** @description What the driver allows the car to report. */
        PrivacyState: "None" | "Geolocation" | "Full" | (string & {});
        /** @description An error, as RFC 9457 has it. Branch on `code`, which is stable. */
        Problem: {
            /** @description What kind of problem it is: one of `ProblemCode`, to which more are added as time goes by. */
            code: components["schemas"]["ProblemCode"];
            /** @description What is particular to this one, for people. */
            detail?: string;
            /** @description Where to send a driver who has to log in. Apps and pages of other sites are not told one: they begin a login of their own. */
            loginUrl?: string;
            /** @description The parameter that is wrong. */
            parameter?: string;
            /** @description Finds the call in the service's log. */
            requestId?: string;
            /** @description Seconds after which trying again may help. Absent, no time is known. In seconds. */
            retryAfter?: number;
            /** @description The status of the answer. */
            status: number;
            /** @description One line for people, the same for every problem of this code. */
            title: string;
            /** @description The path of a page that says what to do: for the driver, for the developer of a front end and for the owner of the service. */
            type: string;
            /** @description The manufacturer's own names for its error. */
            upstream?: components["schemas"]["UpstreamError"];
        };
        /** @description What kind of problem it is. More are added as time goes by. */
        ProblemCode: "not-logged-in" | "login-lost" | "choose-account" | "csrf-header-missing" | "origin-not-allowed" | "cookie-and-bearer" | "eligibility-off" | "too-many-accounts" | "unknown-client" | "code-refused" | "not-found" | "method-not-allowed" | "unknown-brand" | "body-too-slow" | "body-too-large" | "invalid-parameter" | "invalid-body" | "unsupported-media-type" | "address-too-long" | "headers-too-large" | "too-many-requests" | "limiter-unavailable" | "vehicle-not-found" | "not-this-drivers-vehicle" | "consent-missing" | "privacy-on" | "service-not-subscribed" | "telematics-box-replaced" | "no-data-yet" | "rate-limited" | "upstream-unavailable" | "upstream-rejected" | "partner-access" | "token-refused" | "upstream-unreachable" | "upstream-timeout" | "upstream-broken" | "upstream-unreadable" | "upstream-too-large" | "certificate-refused" | "upstream-not-trusted" | "upstream-certificate-expired" | "relay-unreachable" | "relay-busy" | "relay-refuses-edge" | "action-not-allowed" | "fresh-login-required" | "idempotency-key-missing" | "idempotency-key-reused" | "not-supported-by-vehicle" | "command-in-progress" | "too-many-commands" | "ticket-invalid" | "too-many-connections" | "wake-ups-used-up" | "no-writer" | "command-not-found" | "too-many-rules" | "rule-refused" | "rule-not-found" | "vehicle-unreachable" | "vehicle-battery-low" | "vehicle-in-use" | "vehicle-not-closed" | "key-inside" | "vehicle-stolen" | "charging-fault" | "cancelled-by-driver" | "vehicle-error" | "not-received" | "wrong-credentials" | "login-unproven" | "login-unavailable" | "misconfigured" | "internal" | (string & {});
        /** @description A weekly program. */
        Program: {
            /** @description Whether charging goes on past the end until the battery is full. */
            chargeUntilFull?: boolean;
            /** @description On which days. */
            days?: components["schemas"]["Weekday"][];
            /** @description Whether it is in force. */
            enabled?: boolean;
            /** @description When it ends. Charging only. */
            endTime?: string;
            /** @description Whether it repeats. Preconditioning only; absent, it is `Daily`. */
            recurrence?: components["schemas"]["Recurrence"];
            /** @description Its place among the car's programs. */
            slot?: number;
            /** @description When it starts, on the car's clock: `06:30`. */
            startTime?: string;
        };
        /** @description What drove a car. */
        Propulsion: "Thermal" | "Electric" | "Hybrid" | (string & {});
        /** @description A condition: the car can be driven less far than that. It takes the scope `data:telemetry`. */
        RangeBelowCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "range-below";
            /** @description The range. In kilometres. */
            km: number;
        };
        /** @description A document of the manufacturer's. */
        RawDocument: {
            [key: string]: unknown;
        };
        /** @description Why there is no value. */
        Reason: "privacy" | "never-reported" | "scope" | "ignition-off" | "not-sent" | "too-old";
        /** @description Whether a program repeats. */
        Recurrence: "None" | "Daily" | (string & {});
        /** @description Whether a relay is set up. */
        RelayHealth: {
            /** @description How long its client certificate is still good. In days. */
            certificateDaysLeft?: number;
            /** @description How far its clock is ahead of ours. In seconds. */
            clockAheadSeconds?: number;
            /** @description What is wrong there. */
            detail?: string;
            /** @description Its address. */
            relay: string;
            /** @description `ok` or `failed`. */
            status: string;
            /** @description The first step that fails: `reach`, `signature`, `answer`, `realms`, `writer` where several processes answer under a name that takes commands, or `writes` where no relay takes what `ACTIONS` allows. */
            step?: string;
            /** @description The words of the commands that it takes under this address. */
            writes?: string[];
        };
        /** @description Something that a car was told to do. */
        RemoteAction: {
            /** @description What goes along with notifications of it. */
            attributes?: components["schemas"]["Attribute"][];
            /** @description What the car was told. Absent where the manufacturer does not repeat it. */
            command?: components["schemas"]["Command"];
            /** @description Why it failed. */
            failureCause?: components["schemas"]["RemoteActionFailureCause"];
            /** @description More of how it ended: the doors were locked by force while a key was inside. */
            feedbackDetail?: components["schemas"]["RemoteActionFeedback"];
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description Whether the car takes the key that was inside no more (true) or still does (false). */
            keyInsideBlocked?: boolean;
            /** @description What whoever told the car called it. */
            label?: string;
            /** @description How far it has come. */
            status?: components["schemas"]["RemoteActionStatus"];
            /** @description The kind, by the manufacturer's name. */
            type?: components["schemas"]["RemoteActionType"];
        };
        /** @description Why a remote action failed. */
        RemoteActionFailureCause: "GeneralError" | "VehicleError" | "WrongCommand" | "VehicleConnectionTimeout" | "MissingRights" | "NotPossibleDueToVehicleBatteryLevel" | "NotPossibleDueToVehiclePrivacyLevel" | "TooManyWakeUpsOverMonth" | "TooManyRequestInShortTime" | "SameActionInProgress" | "NotPossibleDueToVehicleStolenState" | "VehicleInUse" | "TooManyRequestSent" | "DoorsOpen" | "VehicleErrorOrCidInside" | "CidInside" | "ExternalChargingSystemError" | "VehicleChargingSystemError" | "VehicleIsNotLocked" | "CanceledByDriver" | (string & {});
        /** @description More of how a remote action ended: whether a key that was inside is taken from then on. */
        RemoteActionFeedback: "NoCIDBlacklisted" | "CIDBlacklisted" | (string & {});
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        RemoteActionList: {
            /** @description The items of this page. */
            items: components["schemas"]["RemoteAction"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description How far a remote action has come. */
        RemoteActionStatus: "Accepted" | "WakingUpVehicle" | "CheckingVehicle" | "SentToVehicle" | "Success" | "AlreadyDone" | "Failed" | "VehicleBatteryChargeTooLow" | "TooManyWakeUpsOverMonth" | (string & {});
        /** @description A kind of remote action, by the manufacturer's name. */
        RemoteActionType: "ThermalPreconditioning" | "ElectricBatteryChargingRequest" | "Horn" | "Doors" | "Lights" | "WakeUp" | "Navigation" | (string & {});
        /** @description Something that a car can be told to do. */
        RemoteName: "preconditioning" | "charging" | "door" | "horn" | "lights" | "wakeup" | "navigation" | (string & {});
        /** @description Events may be missing: load anew what you show. */
        ResetMessage: {
            /**
             * @description The kind.
             * @constant
             */
            type: "reset";
        };
        /** @description A rule: what a driver is told of. */
        Rule: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Names the rule in paths and events. */
            id: string;
            /** @description What the driver calls it. It stays in the service. */
            name: string;
            /** @description How often to tell it again while it holds; without it, it is told once each time it comes true. In seconds. */
            remindEverySeconds?: number;
            state: components["schemas"]["RuleState"];
            /**
             * Format: date-time
             * @description When a driver last changed it.
             */
            updatedAt: string;
            /** @description The car, as it was called when the rule was made. */
            vehicleId: string;
            when: components["schemas"]["RuleWhen"];
        };
        /** @description What is watched for: exactly the members of its `is`. */
        RuleCondition: components["schemas"]["ChargeBelowCondition"] | components["schemas"]["ChargeAboveCondition"] | components["schemas"]["FuelBelowCondition"] | components["schemas"]["RangeBelowCondition"] | components["schemas"]["OutsideBelowCondition"] | components["schemas"]["OutsideAboveCondition"] | components["schemas"]["SpeedAboveCondition"] | components["schemas"]["PluggedCondition"] | components["schemas"]["UnpluggedCondition"] | components["schemas"]["MovingCondition"] | components["schemas"]["ChargingCondition"] | components["schemas"]["TripStartedCondition"] | components["schemas"]["TripEndedCondition"] | components["schemas"]["DoorsChangedCondition"] | components["schemas"]["LocksChangedCondition"] | components["schemas"]["AlarmCondition"] | components["schemas"]["PrivacyChangedCondition"] | components["schemas"]["AlertCondition"] | components["schemas"]["EntersCondition"] | components["schemas"]["LeavesCondition"] | components["schemas"]["DuringCondition"];
        /** @description A rule has fired. */
        RuleEvent: {
            /**
             * Format: date-time
             * @description When it was learnt.
             */
            at: string;
            data: components["schemas"]["FiredRule"];
            /** @description Grows from event to event, not always by one. */
            id: number;
            /**
             * @description The kind.
             * @constant
             */
            type: "rule";
            /** @description The car. */
            vehicleId: string;
        };
        /** @description The rules of a car. */
        RuleList: {
            /** @description The oldest first. */
            items: components["schemas"]["Rule"][];
            /** @description How many there are: five at most. */
            total: number;
        };
        /** @description A rule as it is written: what the driver is to be told of. */
        RuleRequest: {
            /** @description What the driver calls it. It stays in the service. */
            name: string;
            /** @description How often to tell it again while it holds; without it, it is told once each time it comes true. In seconds. */
            remindEverySeconds?: number;
            when: components["schemas"]["RuleWhen"];
        };
        /**
         * @description How a rule stands. `active`: the manufacturer watches for it. `paused`: it does not, at present. `failed`: it has given it up. `ended`: it has no such rule any more. `unknown`: an answer was lost, and it is looked for what there is. Replacing or resuming a rule that has ended has it watched for anew.
         * @enum {string}
         */
        RuleState: "active" | "paused" | "failed" | "ended" | "unknown";
        /** @description Whether a rule is watched for. */
        RuleStatus: {
            /** @description Whether it is not, at present. */
            paused: boolean;
        };
        /** @description When a rule fires. The manufacturer refuses what can never be, or always is. */
        RuleWhen: {
            /** @description All of these hold. */
            all: components["schemas"]["RuleCondition"][];
        } | {
            /** @description One of these holds. One that stands alone is answered as `all`. */
            any: components["schemas"]["RuleCondition"][];
        };
        /** @description Belts and emergency call. */
        Safety: {
            /** @description Each watched belt. */
            belts?: components["schemas"]["Belt"][];
            /** @description Whether the automatic emergency call was set off. Cars from before version 4.10 have words of their own, as `NoRequest`. */
            emergencyCall?: components["schemas"]["EmergencyCall"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
        };
        /** @description A seat. */
        Seat: "Driver" | "Passenger" | (string & {});
        /** @description What drove the car on a part of a trip. */
        Segment: {
            /** @description How long it is. In kilometres. */
            distanceKm?: number;
            /** @description How much of the trip that is. In percent. */
            percent?: number;
            /** @description What drove the car. */
            propulsion?: components["schemas"]["Propulsion"];
        };
        /** @description The kind of connected service. The manufacturer has announced its end. */
        Service: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description The kind. */
            type?: components["schemas"]["ServiceType"];
        };
        /** @description A kind of connected service. */
        ServiceType: "Electric" | "Hybrid" | "Unknown" | (string & {});
        /** @description What `GET /auth/session` answers, logged in or not. */
        Session: {
            /** @description The accounts that are logged in. */
            accounts: components["schemas"]["SessionAccount"][];
            /** @description The brands one can log in with. */
            brands: components["schemas"]["BrandOffer"][];
            /** @description Those whose login the manufacturer has revoked. Each is named once: this answer takes its cookie away. */
            lost: components["schemas"]["LostAccount"][];
            /** @description Those that could not be asked just now, and may be logged in or not: ask again. Absent where there are none. */
            unavailable?: components["schemas"]["UnavailableAccount"][];
        };
        /** @description An account that is logged in. */
        SessionAccount: {
            /** @description The brand of the login. */
            brand: components["schemas"]["Brand"];
            /** @description The brand as people write it. */
            brandName: string;
            /** @description When the driver logged in, in seconds after 1970 began. In seconds. */
            since: number;
            /** @description Names the account in paths. */
            slot: string;
        };
        /** @description A condition: the car is driven faster than that. It takes the scope `data:telemetry`. */
        SpeedAboveCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "speed-above";
            /** @description The speed. In kilometres per hour. */
            kmPerHour: number;
        };
        /** @description The mark of what was last known and could not be asked for anew. Show its age, and ask again after `because.retryAfter` seconds. */
        Stale: {
            /** @description The problem that would have been answered. */
            because: components["schemas"]["Problem"];
            /**
             * Format: date-time
             * @description When the manufacturer last confirmed it, or up to ten minutes before.
             */
            since: string;
        };
        /**
         * @description The last known state of a car.
         *
         *     A parked car sleeps, and its parts report by themselves: each has a time of its own, and some may be weeks older than others.
         */
        Status: {
            /** @description The burglar alarm. */
            alarm?: components["schemas"]["Alarm"];
            /** @description The 12 V battery. */
            battery12V?: components["schemas"]["Battery12V"];
            /** @description Locks, doors and windows. */
            doors?: components["schemas"]["Doors"];
            /** @description What helps the driver. */
            driverAssistance?: components["schemas"]["DriverAssistance"];
            /** @description The driving mode. */
            drivingMode?: components["schemas"]["DrivingMode"];
            /** @description What the car has in tank and battery: each `type` at most once. */
            energies: components["schemas"]["Energy"][];
            /** @description Engines and motors. */
            engines?: components["schemas"]["Engine"][];
            /** @description Outside. */
            environment?: components["schemas"]["Environment"];
            /** @description Ignition. */
            ignition?: components["schemas"]["Ignition"];
            /** @description Movement. */
            kinetic?: components["schemas"]["Kinetic"];
            /** @description Lamps. */
            lighting?: components["schemas"]["Lighting"];
            /**
             * Format: date-time
             * @description When any part of it was last reported. It is the manufacturer's `updatedAt` where that is sent, since its `createdAt` may be hours ahead of every part.
             */
            observedAt?: string;
            /** @description How far the car has gone. */
            odometer: components["schemas"]["OdometerReading"];
            /** @description Where the car was last seen. */
            position: components["schemas"]["PositionReading"];
            /** @description All that drives the car, taken together. */
            powertrain?: components["schemas"]["Powertrain"];
            /** @description Heating or cooling before a drive. */
            preconditioning?: components["schemas"]["Preconditioning"];
            /** @description What the driver allows the car to report. */
            privacy?: components["schemas"]["Privacy"];
            /** @description Belts and emergency call. */
            safety?: components["schemas"]["Safety"];
            /** @description The kind of connected service. */
            service?: components["schemas"]["Service"];
            /** @description Whether the car is reported stolen. */
            stolen?: components["schemas"]["Stolen"];
        };
        /** @description What is answered: it has `stale` where it is what was last known. */
        StatusAnswer: components["schemas"]["Status"] & {
            stale?: components["schemas"]["Stale"];
        };
        /** @description One of the driver's pages or apps has read a newer status than it had read before. What a login reads first is not told. */
        StatusEvent: {
            /**
             * Format: date-time
             * @description When it was learnt.
             */
            at: string;
            data: components["schemas"]["NewerStatus"];
            /** @description Grows from event to event, not always by one. */
            id: number;
            /**
             * @description The kind.
             * @constant
             */
            type: "status";
            /** @description The car. */
            vehicleId: string;
        };
        /** @description Whether the car is reported stolen, as cars send it: the manufacturer documents none of it. */
        Stolen: {
            /**
             * Format: date-time
             * @description Until when. The state may still say `true`.
             */
            endedAt?: string;
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            startedAt?: string;
            /** @description Whether it is: `true` or `false`, as text, or a word of the manufacturer's. */
            state?: components["schemas"]["StolenState"];
        };
        /** @description Whether a car is reported stolen. The manufacturer documents none of the words. */
        StolenState: "true" | "false" | (string & {});
        /** @description What a car measured at one moment. Its groups are those of a status; here they have no times of their own, since the moment has one. What was not asked for is absent. */
        Telemetry: {
            /** @description The burglar alarm. */
            alarm?: components["schemas"]["Alarm"];
            /** @description The 12 V battery. */
            battery12V?: components["schemas"]["Battery12V"];
            /** @description Locks, doors and windows. */
            doors?: components["schemas"]["Doors"];
            /** @description What helps the driver. */
            driverAssistance?: components["schemas"]["DriverAssistance"];
            /** @description The driving mode. */
            drivingMode?: components["schemas"]["DrivingMode"];
            /** @description What the car had in tank and battery: each `type` at most once. */
            energies?: components["schemas"]["Energy"][];
            /** @description Engines and motors. */
            engines?: components["schemas"]["Engine"][];
            /** @description Outside. */
            environment?: components["schemas"]["Environment"];
            /** @description Ignition. */
            ignition?: components["schemas"]["Ignition"];
            /** @description Movement. */
            kinetic?: components["schemas"]["Kinetic"];
            /** @description Lamps. */
            lighting?: components["schemas"]["Lighting"];
            /** @description What was left until the next service. */
            maintenance?: components["schemas"]["Maintenance"];
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description How far the car had gone. */
            odometer?: components["schemas"]["OdometerReading"];
            /** @description Where the car was. */
            position?: components["schemas"]["PositionReading"];
            /** @description All that drives the car, taken together. */
            powertrain?: components["schemas"]["Powertrain"];
            /** @description Heating or cooling before a drive. */
            preconditioning?: components["schemas"]["Preconditioning"];
            /** @description What the driver allowed the car to report. */
            privacy?: components["schemas"]["Privacy"];
            /** @description Belts and emergency call. */
            safety?: components["schemas"]["Safety"];
            /** @description The gearbox. */
            transmission?: components["schemas"]["Transmission"];
            /** @description The trip that the moment is of. */
            tripId?: string;
            /** @description The wipers. */
            wipers?: components["schemas"]["Wipers"];
        };
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        TelemetryList: {
            /** @description The items of this page. */
            items: components["schemas"]["Telemetry"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description What a client is given. A page gets no token: its cookie comes in a header. */
        Token: {
            /** @description The bearer of an app. */
            access_token?: string;
            /** @description Seconds until the login ends at the latest. In seconds. */
            expires_in: number;
            /** @description Names a page's account in paths. */
            slot?: string;
            /** @description `Bearer`, or `Cookie` where a page was given its cookie. */
            token_type: string;
        };
        /** @description The gearbox. */
        Transmission: {
            /** @description Whether it shifts by itself. */
            automatic?: boolean;
            /** @description The gear that is in. */
            gear?: components["schemas"]["Gear"];
            /** @description Whether it is shifted when the driver says so, with no clutch. */
            semiManual?: boolean;
            /** @description Whether it is shifted one gear after the other. */
            sequential?: boolean;
            /** @description Whether its mode for snow is on. */
            snow?: boolean;
            /** @description Whether its mode for sport is on. */
            sport?: boolean;
        };
        /** @description What set it off. */
        Trigger: {
            /**
             * Format: date-time
             * @description When the car last reported it.
             */
            observedAt?: string;
            /** @description Where the car was. */
            position?: components["schemas"]["Position"];
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt?: string;
            /** @description What set it off. */
            type?: components["schemas"]["AlarmTrigger"];
        };
        /** @description How what a car reports is compared. */
        TriggerOperator: "equalsTo" | "greaterThan" | "lowerThan" | "includedIn" | "onChange" | (string & {});
        /** @description A kind of condition. */
        TriggerType: "zone" | "time" | "data" | (string & {});
        /** @description A trip. */
        Trip: {
            /** @description How fast it was on average. Its greatest speed is sent too, but by one source in m/s, by another in km/h, and by many cars as 0. In kilometres per hour. */
            averageSpeedKmh?: number;
            /**
             * Format: date-time
             * @description When the record was made.
             */
            createdAt?: string;
            /** @description How long it is. In kilometres. */
            distanceKm?: number;
            /** @description Whether it is over. */
            done?: boolean;
            /** @description How long it took. In seconds. */
            durationSeconds?: number;
            /** @description What was in tank and battery when it was over: each `type` at most once. */
            endEnergies?: components["schemas"]["Energy"][];
            /** @description What it took of each `type` of energy. A type that the car has may be missing. */
            energyConsumptions?: components["schemas"]["EnergyConsumption"][];
            /** @description What is missing of it. */
            faults?: components["schemas"]["Fault"][];
            /** @description Names it in paths. Opaque. */
            id: string;
            /** @description What drove the car on which part of it. */
            segments?: components["schemas"]["Segment"][];
            /** @description What was in tank and battery when it began: each `type` at most once. */
            startEnergies?: components["schemas"]["Energy"][];
            /** @description What the odometer showed when it began. In kilometres. */
            startOdometerKm?: number;
            /** @description Where it began, or why that is not known. */
            startPosition?: components["schemas"]["PositionReading"];
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt?: string;
            /** @description Where it was over, or why that is not known. Absent while it goes on. */
            stopPosition?: components["schemas"]["PositionReading"];
            /**
             * Format: date-time
             * @description When it was over.
             */
            stoppedAt?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string;
        };
        /** @description A condition: a trip has ended. It takes the scope `data:trip`. */
        TripEndedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "trip-ended";
        };
        /** @description What is missing of a trip. */
        TripFault: "Unstarted" | "DataLacking" | "Unfinished" | (string & {});
        /** @description Why something of a trip is missing. */
        TripFaultCause: "GeoPrivacy" | "FullPrivacy" | "Connection" | (string & {});
        /**
         * @description A page of a list.
         *
         *     `{"items": [], "total": 137, "next": "eyJ2IjoxfQ"}`
         */
        TripList: {
            /** @description The items of this page. */
            items: components["schemas"]["Trip"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description A condition: a trip has begun. It takes the scope `data:trip`. */
        TripStartedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "trip-started";
        };
        /** @description An account that could not be asked. */
        UnavailableAccount: {
            /** @description Names the account in paths. */
            slot: string;
        };
        /** @description Why it is not known where a car is. */
        UnknownPosition: {
            stale?: components["schemas"]["Stale"];
            /** @description Why. */
            unavailable: components["schemas"]["Reason"];
        };
        /** @description A command: unlock the doors; the driver has logged in lately. */
        UnlockCommand: {
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "unlock";
        };
        /** @description A condition: the charging cable is not plugged in. It takes the scope `data:telemetry`. */
        UnpluggedCondition: {
            /**
             * @description Which condition it is.
             * @enum {string}
             */
            is: "unplugged";
        };
        /** @description What the manufacturer called its error: enough for its support desk to find it. */
        UpstreamError: {
            /** @description Its code, `40400` for example. */
            code?: string;
            /** @description Its name for this one error. */
            uuid?: string;
        };
        /** @description The driver who is logged in. */
        User: {
            /**
             * Format: date-time
             * @description When the account was made.
             */
            createdAt?: string;
            /** @description E-mail address. */
            email?: string;
            /** @description First name. */
            firstName?: string;
            /** @description Last name. */
            lastName?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string;
            /** @description The cars that the manufacturer names with the driver. `/api/v1/vehicles` has them all, in pages. */
            vehicles: components["schemas"]["Vehicle"][];
        };
        /** @description A car of the driver's. */
        Vehicle: {
            /** @description The brand; the manufacturer's own text where it is none of those known here, or not certain: `C` stands on Opels and on Citroëns. */
            brand?: components["schemas"]["VehicleBrand"];
            /** @description Whom to call, where that was asked for with a `country`. */
            callCenter?: components["schemas"]["CallCenter"];
            /** @description What it can do as far as its maker says, where that was asked for. The driver may not have subscribed to it. */
            capabilities?: components["schemas"]["Capabilities"];
            /**
             * Format: date-time
             * @description When the car was enrolled.
             */
            createdAt?: string;
            /** @description Names the car in paths. Opaque, about 200 characters, and not for keeping: the manufacturer has changed the form before. The VIN is what stays. */
            id: string;
            /** @description The model's name. */
            label?: string;
            /** @description What drives it. */
            motorization?: components["schemas"]["Motorization"];
            /** @description Addresses of pictures. */
            pictures?: string[];
            /** @description What there is of this car at all. A list that is not listed is empty, `status` and `maintenance` are `no-data-yet`; `position` may be there all the same, as it is part of the status. Absent where the manufacturer does not say. */
            resources?: components["schemas"]["VehicleResource"][];
            /**
             * Format: date-time
             * @description When that was last changed.
             */
            updatedAt?: string;
            /** @description Vehicle identification number, 17 characters. */
            vin?: string;
        };
        /** @description The account that a car is of. */
        VehicleAccount: {
            brand: components["schemas"]["Brand"];
            /** @description Names the account in paths. */
            slot: string;
        };
        /** @description What is answered: it has `stale` where it is what was last known. */
        VehicleAnswer: components["schemas"]["Vehicle"] & {
            stale?: components["schemas"]["Stale"];
        };
        /** @description A brand, by its short name. */
        VehicleBrand: "peugeot" | "citroen" | "ds" | "opel" | "vauxhall" | (string & {});
        /** @description A page of cars. */
        VehicleList: {
            /** @description With `accounts=all`: what became of each account. */
            accounts?: components["schemas"]["AccountResult"][];
            /** @description The cars of this page. */
            items: components["schemas"]["ListedVehicle"][];
            /** @description Send it as `cursor` to get the next page; absent on the last. Opaque. */
            next?: string;
            stale?: components["schemas"]["Stale"];
            /** @description How many there are on all pages, where that is known. */
            total?: number;
        };
        /** @description Something that can be asked of a car. */
        VehicleResource: "status" | "position" | "telemetry" | "maintenance" | "alerts" | "alarms" | "collisions" | "trips" | "callbacks" | "monitors" | "remotes" | (string & {});
        /** @description A command: wake the car, so that it reports; it costs battery, and there are only so many a month. */
        WakeUpCommand: {
            /**
             * @description Which command it is.
             * @enum {string}
             */
            type: "wake-up";
        };
        /** @description A day of the week. */
        Weekday: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun" | (string & {});
        /** @description Times of a week. */
        WeeklyTimes: {
            /** @description On which days. */
            days?: components["schemas"]["Weekday"][];
            /** @description How long they take. In seconds. */
            durationSeconds?: number;
            /** @description Whether they are in force. */
            enabled?: boolean;
            /** @description When they end. */
            endTime?: string;
            /** @description Whether they repeat. Not of charging; absent of others, it is `Daily`. */
            recurrence?: components["schemas"]["Recurrence"];
            /** @description True where the program of this place is deleted. */
            remove?: boolean;
            /** @description Their place among the car's programs. */
            slot?: number;
            /** @description When they start: `06:30`. Of a condition in its `timeZone`, else on the car's clock. */
            startTime?: string;
        };
        /** @description How fast the wipers move. */
        WiperSpeed: "High" | "Low" | (string & {});
        /** @description The wipers. */
        Wipers: {
            /** @description Whether they move. */
            active?: boolean;
            /** @description How fast, while they move. */
            speed?: components["schemas"]["WiperSpeed"];
        };
        /** @description How a car crosses the border of a zone. */
        ZoneTransition: "In" | "Out" | (string & {});
    };
    responses: {
        /** @description - `address-too-long`: The address is too long. */
        AddressTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "address-too-long";
                    /** @enum {integer} */
                    status: 414;
                };
            };
        };
        /**
         * @description - `upstream-rejected`: The manufacturer's service refused the call.
         *     - `partner-access`: The service's access to the manufacturer is not in order.
         *     - `upstream-broken`: The manufacturer's service broke off its answer.
         *     - `upstream-unreadable`: The manufacturer's service did not answer with data.
         *     - `upstream-too-large`: The manufacturer's answer is too large.
         *     - `certificate-refused`: The manufacturer refused the service's certificate.
         *     - `upstream-not-trusted`: The manufacturer's service could not be recognised.
         *     - `upstream-certificate-expired`: The manufacturer's server certificate is out of date.
         *     - `relay-refuses-edge`: The relay does not accept this service.
         */
        BadGateway: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upstream-rejected" | "partner-access" | "upstream-broken" | "upstream-unreadable" | "upstream-too-large" | "certificate-refused" | "upstream-not-trusted" | "upstream-certificate-expired" | "relay-refuses-edge";
                    /** @enum {integer} */
                    status: 502;
                };
            };
        };
        /**
         * @description - `upstream-rejected`: The manufacturer's service refused the call.
         *     - `partner-access`: The service's access to the manufacturer is not in order.
         *     - `token-refused`: The manufacturer refused a fresh login.
         *     - `upstream-broken`: The manufacturer's service broke off its answer.
         *     - `upstream-unreadable`: The manufacturer's service did not answer with data.
         *     - `upstream-too-large`: The manufacturer's answer is too large.
         *     - `certificate-refused`: The manufacturer refused the service's certificate.
         *     - `upstream-not-trusted`: The manufacturer's service could not be recognised.
         *     - `upstream-certificate-expired`: The manufacturer's server certificate is out of date.
         *     - `relay-refuses-edge`: The relay does not accept this service.
         */
        BadGateway2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upstream-rejected" | "partner-access" | "token-refused" | "upstream-broken" | "upstream-unreadable" | "upstream-too-large" | "certificate-refused" | "upstream-not-trusted" | "upstream-certificate-expired" | "relay-refuses-edge";
                    /** @enum {integer} */
                    status: 502;
                };
            };
        };
        /**
         * @description - `cookie-and-bearer`: The call names its caller in two ways.
         *     - `unknown-brand`: This brand is not on offer.
         *     - `invalid-parameter`: A parameter cannot be used.
         *     - `invalid-body`: The call's body cannot be read.
         */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer" | "unknown-brand" | "invalid-parameter" | "invalid-body";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /**
         * @description - `cookie-and-bearer`: The call names its caller in two ways.
         *     - `invalid-parameter`: A parameter cannot be used.
         *     - `invalid-body`: The call's body cannot be read.
         *     - `idempotency-key-missing`: Idempotency-Key is missing or malformed.
         */
        BadRequest2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer" | "invalid-parameter" | "invalid-body" | "idempotency-key-missing";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /** @description - `body-too-large`: The call's body is too large. */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "body-too-large";
                    /** @enum {integer} */
                    status: 413;
                };
            };
        };
        /** @description - `body-too-slow`: The call's body did not come in time. */
        BodyTooSlow: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "body-too-slow";
                    /** @enum {integer} */
                    status: 408;
                };
            };
        };
        /** @description - `choose-account`: Several accounts are logged in. */
        ChooseAccount: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "choose-account";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /**
         * @description - `choose-account`: Several accounts are logged in.
         *     - `telematics-box-replaced`: The car's telematics box was replaced.
         */
        ChooseAccountOrTelematicsBoxReplaced: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "choose-account" | "telematics-box-replaced";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /**
         * @description - `choose-account`: Several accounts are logged in.
         *     - `telematics-box-replaced`: The car's telematics box was replaced.
         *     - `too-many-rules`: The car has as many rules as possible.
         */
        ChooseAccountOrTelematicsBoxReplacedOrTooManyRules: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "choose-account" | "telematics-box-replaced" | "too-many-rules";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /**
         * @description - `choose-account`: Several accounts are logged in.
         *     - `telematics-box-replaced`: The car's telematics box was replaced.
         *     - `not-supported-by-vehicle`: The car cannot do this.
         *     - `command-in-progress`: Such a command is under way already.
         */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "choose-account" | "telematics-box-replaced" | "not-supported-by-vehicle" | "command-in-progress";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /** @description - `cookie-and-bearer`: The call names its caller in two ways. */
        CookieAndBearer: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /**
         * @description - `cookie-and-bearer`: The call names its caller in two ways.
         *     - `invalid-parameter`: A parameter cannot be used.
         */
        CookieAndBearerOrInvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer" | "invalid-parameter";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /**
         * @description - `cookie-and-bearer`: The call names its caller in two ways.
         *     - `invalid-parameter`: A parameter cannot be used.
         *     - `invalid-body`: The call's body cannot be read.
         */
        CookieAndBearerOrInvalidParameterOrInvalidBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer" | "invalid-parameter" | "invalid-body";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /**
         * @description - `cookie-and-bearer`: The call names its caller in two ways.
         *     - `unknown-brand`: This brand is not on offer.
         *     - `invalid-body`: The call's body cannot be read.
         */
        CookieAndBearerOrUnknownBrandOrInvalidBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "cookie-and-bearer" | "unknown-brand" | "invalid-body";
                    /** @enum {integer} */
                    status: 400;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         */
        CsrfHeaderMissingOrOriginNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `fresh-login-required`: A fresh login is needed.
         */
        CsrfHeaderMissingOrOriginNotAllowedOrFreshLoginRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "fresh-login-required";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `eligibility-off`: This service does not tell what a car can do.
         *     - `privacy-on`: The car's privacy mode is on.
         *     - `service-not-subscribed`: No connected service is active for this car.
         */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "eligibility-off" | "privacy-on" | "service-not-subscribed";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `not-this-drivers-vehicle`: This driver has no access to this car.
         *     - `consent-missing`: The driver has not agreed to share this.
         *     - `privacy-on`: The car's privacy mode is on.
         *     - `service-not-subscribed`: No connected service is active for this car.
         */
        Forbidden2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "not-this-drivers-vehicle" | "consent-missing" | "privacy-on" | "service-not-subscribed";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `not-this-drivers-vehicle`: This driver has no access to this car.
         *     - `consent-missing`: The driver has not agreed to share this.
         *     - `privacy-on`: The car's privacy mode is on.
         *     - `service-not-subscribed`: No connected service is active for this car.
         *     - `action-not-allowed`: This is not switched on, or not for this app or page.
         */
        Forbidden3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "not-this-drivers-vehicle" | "consent-missing" | "privacy-on" | "service-not-subscribed" | "action-not-allowed";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `not-this-drivers-vehicle`: This driver has no access to this car.
         *     - `consent-missing`: The driver has not agreed to share this.
         *     - `privacy-on`: The car's privacy mode is on.
         *     - `service-not-subscribed`: No connected service is active for this car.
         *     - `fresh-login-required`: A fresh login is needed.
         */
        Forbidden4: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "not-this-drivers-vehicle" | "consent-missing" | "privacy-on" | "service-not-subscribed" | "fresh-login-required";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `not-this-drivers-vehicle`: This driver has no access to this car.
         *     - `consent-missing`: The driver has not agreed to share this.
         *     - `privacy-on`: The car's privacy mode is on.
         *     - `service-not-subscribed`: No connected service is active for this car.
         *     - `action-not-allowed`: This is not switched on, or not for this app or page.
         *     - `fresh-login-required`: A fresh login is needed.
         */
        Forbidden5: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "not-this-drivers-vehicle" | "consent-missing" | "privacy-on" | "service-not-subscribed" | "action-not-allowed" | "fresh-login-required";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `consent-missing`: The driver has not agreed to share this.
         *     - `fresh-login-required`: A fresh login is needed.
         */
        Forbidden6: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "consent-missing" | "fresh-login-required";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /**
         * @description - `csrf-header-missing`: The X-Kerbside header is missing.
         *     - `origin-not-allowed`: This page may not call this service.
         *     - `action-not-allowed`: This is not switched on, or not for this app or page.
         *     - `fresh-login-required`: A fresh login is needed.
         */
        Forbidden7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "csrf-header-missing" | "origin-not-allowed" | "action-not-allowed" | "fresh-login-required";
                    /** @enum {integer} */
                    status: 403;
                };
            };
        };
        /** @description As of a GET. */
        Head: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description As of a GET: a problem. */
        HeadProblem: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description - `headers-too-large`: The call's headers are too large. */
        HeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "headers-too-large";
                    /** @enum {integer} */
                    status: 431;
                };
            };
        };
        /** @description - `idempotency-key-reused`: The key stands for something else. */
        IdempotencyKeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency-key-reused";
                    /** @enum {integer} */
                    status: 422;
                };
            };
        };
        /**
         * @description - `idempotency-key-reused`: The key stands for something else.
         *     - `rule-refused`: The manufacturer does not take this rule.
         */
        IdempotencyKeyReusedOrRuleRefused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency-key-reused" | "rule-refused";
                    /** @enum {integer} */
                    status: 422;
                };
            };
        };
        /** @description - `limiter-unavailable`: The rate limit cannot be checked. */
        LimiterUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "limiter-unavailable";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /**
         * @description - `limiter-unavailable`: The rate limit cannot be checked.
         *     - `login-unavailable`: The manufacturer's login service cannot be reached.
         */
        LimiterUnavailableOrLoginUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "limiter-unavailable" | "login-unavailable";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /** @description - `login-unavailable`: The manufacturer's login service cannot be reached. */
        LoginUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "login-unavailable";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /**
         * @description - `misconfigured`: The service is not set up completely.
         *     - `internal`: Something went wrong in this service.
         */
        MisconfiguredOrInternal: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "misconfigured" | "internal";
                    /** @enum {integer} */
                    status: 500;
                };
            };
        };
        /** @description - `not-found`: There is nothing at this address. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `not-found`: There is nothing at this address.
         *     - `vehicle-not-found`: This car is not known.
         */
        NotFoundOrVehicleNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found" | "vehicle-not-found";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `not-found`: There is nothing at this address.
         *     - `vehicle-not-found`: This car is not known.
         *     - `command-not-found`: This command is not known.
         */
        NotFoundOrVehicleNotFoundOrCommandNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found" | "vehicle-not-found" | "command-not-found";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `not-found`: There is nothing at this address.
         *     - `vehicle-not-found`: This car is not known.
         *     - `no-data-yet`: There is nothing to show yet.
         */
        NotFoundOrVehicleNotFoundOrNoDataYet: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found" | "vehicle-not-found" | "no-data-yet";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `not-found`: There is nothing at this address.
         *     - `vehicle-not-found`: This car is not known.
         *     - `rule-not-found`: This rule is not known.
         */
        NotFoundOrVehicleNotFoundOrRuleNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found" | "vehicle-not-found" | "rule-not-found";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `not-logged-in`: Nobody is logged in.
         *     - `login-lost`: The login has ended.
         */
        NotLoggedInOrLoginLost: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-logged-in" | "login-lost";
                    /** @enum {integer} */
                    status: 401;
                };
            };
        };
        /**
         * @description - `not-logged-in`: Nobody is logged in.
         *     - `login-lost`: The login has ended.
         *     - `ticket-invalid`: The ticket is invalid.
         */
        NotLoggedInOrLoginLostOrTicketInvalid: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-logged-in" | "login-lost" | "ticket-invalid";
                    /** @enum {integer} */
                    status: 401;
                };
            };
        };
        /** @description - `address-too-long`: The address is too long. */
        OAuthAddressTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "address-too-long";
                };
            };
        };
        /** @description - `body-too-large`: The call's body is too large. */
        OAuthBodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "body-too-large";
                };
            };
        };
        /** @description - `body-too-slow`: The call's body did not come in time. */
        OAuthBodyTooSlow: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "body-too-slow";
                };
            };
        };
        /** @description - `headers-too-large`: The call's headers are too large. */
        OAuthHeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "headers-too-large";
                };
            };
        };
        /** @description - `login-unavailable`: The manufacturer's login service cannot be reached. */
        OAuthLoginUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "login-unavailable";
                };
            };
        };
        /**
         * @description - `misconfigured`: The service is not set up completely.
         *     - `internal`: Something went wrong in this service.
         */
        OAuthMisconfiguredOrInternal: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "internal";
                };
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "misconfigured";
                    /** @enum {integer} */
                    status: 500;
                };
            };
        };
        /** @description - `origin-not-allowed`: This page may not call this service. */
        OAuthOriginNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "origin-not-allowed";
                };
            };
        };
        /** @description - `too-many-accounts`: As many accounts as possible are logged in. */
        OAuthTooManyAccounts: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "too-many-accounts";
                };
            };
        };
        /** @description - `too-many-requests`: Too many requests. */
        OAuthTooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "too-many-requests";
                };
            };
        };
        /**
         * @description - `unknown-client`: This app is not registered here.
         *     - `code-refused`: The one-time code cannot be used.
         *     - `invalid-parameter`: A parameter cannot be used.
         */
        OAuthUnknownClientOrCodeRefusedOrInvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "unknown-client" | "code-refused" | "invalid-parameter";
                };
            };
        };
        /**
         * @description - `unknown-client`: This app is not registered here.
         *     - `invalid-parameter`: A parameter cannot be used.
         */
        OAuthUnknownClientOrInvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"] & {
                    /** @enum {string} */
                    code: "unknown-client" | "invalid-parameter";
                };
            };
        };
        /** @description - `address-too-long`: The address is too long. */
        PageAddressTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "address-too-long";
                    /** @enum {integer} */
                    status: 414;
                };
                "text/html": string;
            };
        };
        /** @description - `headers-too-large`: The call's headers are too large. */
        PageHeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "headers-too-large";
                    /** @enum {integer} */
                    status: 431;
                };
                "text/html": string;
            };
        };
        /**
         * @description - `misconfigured`: The service is not set up completely.
         *     - `internal`: Something went wrong in this service.
         */
        PageMisconfiguredOrInternal: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "misconfigured" | "internal";
                    /** @enum {integer} */
                    status: 500;
                };
                "text/html": string;
            };
        };
        /** @description - `too-many-requests`: Too many requests. */
        PageTooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests";
                    /** @enum {integer} */
                    status: 429;
                };
                "text/html": string;
            };
        };
        /**
         * @description - `unknown-brand`: This brand is not on offer.
         *     - `invalid-parameter`: A parameter cannot be used.
         */
        PageUnknownBrandOrInvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unknown-brand" | "invalid-parameter";
                    /** @enum {integer} */
                    status: 400;
                };
                "text/html": string;
            };
        };
        /**
         * @description - `unknown-client`: This app is not registered here.
         *     - `invalid-parameter`: A parameter cannot be used.
         */
        PageUnknownClientOrInvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unknown-client" | "invalid-parameter";
                    /** @enum {integer} */
                    status: 400;
                };
                "text/html": string;
            };
        };
        /**
         * @description - `partner-access`: The service's access to the manufacturer is not in order.
         *     - `login-unproven`: The login service did not prove who has logged in.
         */
        PartnerAccessOrLoginUnproven: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "partner-access" | "login-unproven";
                    /** @enum {integer} */
                    status: 502;
                };
            };
        };
        /** @description - `rule-refused`: The manufacturer does not take this rule. */
        RuleRefused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "rule-refused";
                    /** @enum {integer} */
                    status: 422;
                };
            };
        };
        /**
         * @description - `limiter-unavailable`: The rate limit cannot be checked.
         *     - `upstream-unavailable`: The manufacturer's service is having trouble.
         *     - `upstream-unreachable`: The manufacturer's service cannot be reached.
         *     - `relay-unreachable`: The relay cannot be reached.
         *     - `relay-busy`: The relay is busy.
         */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "limiter-unavailable" | "upstream-unavailable" | "upstream-unreachable" | "relay-unreachable" | "relay-busy";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /**
         * @description - `upstream-unavailable`: The manufacturer's service is having trouble.
         *     - `upstream-unreachable`: The manufacturer's service cannot be reached.
         *     - `relay-unreachable`: The relay cannot be reached.
         *     - `relay-busy`: The relay is busy.
         *     - `login-unavailable`: The manufacturer's login service cannot be reached.
         */
        ServiceUnavailable2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upstream-unavailable" | "upstream-unreachable" | "relay-unreachable" | "relay-busy" | "login-unavailable";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /**
         * @description - `upstream-unavailable`: The manufacturer's service is having trouble.
         *     - `upstream-unreachable`: The manufacturer's service cannot be reached.
         *     - `relay-unreachable`: The relay cannot be reached.
         *     - `relay-busy`: The relay is busy.
         *     - `no-writer`: No relay takes commands.
         *     - `login-unavailable`: The manufacturer's login service cannot be reached.
         */
        ServiceUnavailable3: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upstream-unavailable" | "upstream-unreachable" | "relay-unreachable" | "relay-busy" | "no-writer" | "login-unavailable";
                    /** @enum {integer} */
                    status: 503;
                };
            };
        };
        /** @description - `telematics-box-replaced`: The car's telematics box was replaced. */
        TelematicsBoxReplaced: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "telematics-box-replaced";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /**
         * @description - `telematics-box-replaced`: The car's telematics box was replaced.
         *     - `not-supported-by-vehicle`: The car cannot do this.
         *     - `command-in-progress`: Such a command is under way already.
         */
        TelematicsBoxReplacedOrNotSupportedByVehicleOrCommandInProgress: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "telematics-box-replaced" | "not-supported-by-vehicle" | "command-in-progress";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /**
         * @description - `telematics-box-replaced`: The car's telematics box was replaced.
         *     - `too-many-rules`: The car has as many rules as possible.
         */
        TelematicsBoxReplacedOrTooManyRules: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "telematics-box-replaced" | "too-many-rules";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /** @description - `too-many-accounts`: As many accounts as possible are logged in. */
        TooManyAccounts: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-accounts";
                    /** @enum {integer} */
                    status: 409;
                };
            };
        };
        /** @description - `too-many-requests`: Too many requests. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests";
                    /** @enum {integer} */
                    status: 429;
                };
            };
        };
        /**
         * @description - `too-many-requests`: Too many requests.
         *     - `rate-limited`: Too many calls.
         *     - `too-many-commands`: Too many commands.
         *     - `wake-ups-used-up`: The car may not be woken again yet.
         */
        TooManyRequests2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests" | "rate-limited" | "too-many-commands" | "wake-ups-used-up";
                    /** @enum {integer} */
                    status: 429;
                };
            };
        };
        /**
         * @description - `too-many-requests`: Too many requests.
         *     - `rate-limited`: Too many calls.
         */
        TooManyRequestsOrRateLimited: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests" | "rate-limited";
                    /** @enum {integer} */
                    status: 429;
                };
            };
        };
        /**
         * @description - `too-many-requests`: Too many requests.
         *     - `rate-limited`: Too many calls.
         *     - `too-many-commands`: Too many commands.
         */
        TooManyRequestsOrRateLimitedOrTooManyCommands: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests" | "rate-limited" | "too-many-commands";
                    /** @enum {integer} */
                    status: 429;
                };
            };
        };
        /**
         * @description - `too-many-requests`: Too many requests.
         *     - `too-many-connections`: Too many live connections.
         */
        TooManyRequestsOrTooManyConnections: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests" | "too-many-connections";
                    /** @enum {integer} */
                    status: 429;
                };
            };
        };
        /** @description - `unsupported-media-type`: The call's body is of another media type. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unsupported-media-type";
                    /** @enum {integer} */
                    status: 415;
                };
            };
        };
        /** @description - `upstream-timeout`: The manufacturer's service did not answer in time. */
        UpstreamTimeout: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upstream-timeout";
                    /** @enum {integer} */
                    status: 504;
                };
            };
        };
        /** @description - `vehicle-not-found`: This car is not known. */
        VehicleNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "vehicle-not-found";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /**
         * @description - `vehicle-not-found`: This car is not known.
         *     - `no-data-yet`: There is nothing to show yet.
         */
        VehicleNotFoundOrNoDataYet: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "vehicle-not-found" | "no-data-yet";
                    /** @enum {integer} */
                    status: 404;
                };
            };
        };
        /** @description - `wrong-credentials`: User name and password do not fit. */
        WrongCredentials: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "wrong-credentials";
                    /** @enum {integer} */
                    status: 401;
                };
            };
        };
        /** @description Each command. */
        "actions.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CarActions"];
            };
        };
        /** @description One report of the burglar alarm */
        "alarms.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AlarmReport"];
            };
        };
        /** @description What the burglar alarm of a car reported */
        "alarms.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AlarmReportList"];
            };
        };
        /** @description One warning */
        "alerts.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Alert"];
            };
        };
        /** @description The warnings of a car, the newest first */
        "alerts.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AlertList"];
            };
        };
        /** @description What the owner of the service has switched on */
        "app.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AppSettings"];
            };
        };
        /** @description The brands on offer */
        "brands.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BrandOfferList"];
            };
        };
        /** @description One callback */
        "callbacks.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Callback"];
            };
        };
        /** @description Where the manufacturer sends notifications to */
        "callbacks.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CallbackList"];
            };
        };
        /** @description One collision */
        "collisions.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Collision"];
            };
        };
        /** @description The collisions of a car */
        "collisions.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CollisionList"];
            };
        };
        /** @description The command. */
        "commands.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CarCommand"];
            };
        };
        /** @description The commands. */
        "commands.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CarCommandList"];
            };
        };
        /** @description The command. */
        "commands.send": {
            headers: {
                Location: components["headers"]["Location"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CarCommand"];
            };
        };
        /** @description What a car can do before it is enrolled */
        "eligibility.ask": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Eligibility"];
            };
        };
        /** @description The connection is open, where the request has `Upgrade: websocket`. Each message is a `LiveMessage` as text. */
        "events.connect": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The events. */
        "events.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EventFeed"];
            };
        };
        /** @description The ticket. */
        "events.ticket": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LiveTicket"];
            };
        };
        /** @description Whether events are forwarded, and where to. */
        "forwarding.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Forwarding"];
            };
        };
        /** @description Whether the service is set up */
        "health.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Health"];
            };
        };
        /** @description It is taken, or can never be good: it need not come again. */
        "hooks.receive": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description What is left until the next service */
        "maintenance.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MaintenanceAnswer"];
            };
        };
        /** @description One monitor */
        "monitors.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Monitor"];
            };
        };
        /** @description What is watched for on a car */
        "monitors.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MonitorList"];
            };
        };
        /** @description Leads on. */
        "oauth.authorize": {
            headers: {
                Location: components["headers"]["Location"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Describe the authorization server */
        "oauth.metadata": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AuthorizationServer"];
            };
        };
        /** @description The session is over. */
        "oauth.revoke": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description What the client is given. */
        "oauth.token": {
            headers: {
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Token"];
            };
        };
        /** @description Where a car was last seen */
        "position.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PositionAnswer"];
            };
        };
        /** @description The page. */
        "problems.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** @description The document. */
        "raw.callback": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.callbacks": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.monitor": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.monitors": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.remoteAction": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.remotes": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.trip": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripAlert": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripAlerts": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripCollision": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripCollisions": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripTelemetry": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.tripWayPoints": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.trips": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.user": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicle": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleAlarm": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleAlarms": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleAlert": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleAlerts": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleCollision": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleCollisions": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleLastPosition": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/vnd.geo+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleMaintenance": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleStatus": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicleTelemetry": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description The document. */
        "raw.vehicles": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/hal+json": components["schemas"]["RawDocument"];
            };
        };
        /** @description One remote action */
        "remotes.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RemoteAction"];
            };
        };
        /** @description What a car was told to do */
        "remotes.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RemoteActionList"];
            };
        };
        /** @description The rule. */
        "rules.create": {
            headers: {
                Location: components["headers"]["Location"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Rule"];
            };
        };
        /** @description It is deleted. */
        "rules.delete": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The rule. */
        "rules.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Rule"];
            };
        };
        /** @description The rules. */
        "rules.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RuleList"];
            };
        };
        /** @description Leads on. */
        "session.callback": {
            headers: {
                Location: components["headers"]["Location"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Who is logged in */
        "session.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Session"];
            };
        };
        /** @description Leads on. */
        "session.logIn": {
            headers: {
                Location: components["headers"]["Location"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Logged in. */
        "session.logInByPassword": {
            headers: {
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The cookies are taken away. */
        "session.logOut": {
            headers: {
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The last known state of a car */
        "status.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StatusAnswer"];
            };
        };
        /** @description What a car measured over time */
        "telemetry.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TelemetryList"];
            };
        };
        /** @description One warning of a trip */
        "tripAlerts.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Alert"];
            };
        };
        /** @description The warnings of a trip, the newest first */
        "tripAlerts.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AlertList"];
            };
        };
        /** @description One collision of a trip */
        "tripCollisions.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Collision"];
            };
        };
        /** @description The collisions of a trip */
        "tripCollisions.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CollisionList"];
            };
        };
        /** @description What a car measured on a trip */
        "tripTelemetry.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TelemetryList"];
            };
        };
        /** @description One trip */
        "trips.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Trip"];
            };
        };
        /** @description The trips of a car, the newest first */
        "trips.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TripList"];
            };
        };
        /** @description The driver */
        "user.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description One car */
        "vehicles.get": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["VehicleAnswer"];
            };
        };
        /** @description The cars */
        "vehicles.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["VehicleList"];
            };
        };
        /** @description Where a trip led */
        "waypoints.list": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PositionList"];
            };
        };
    };
    parameters: {
        /** @description The warning or report, by its `id`. */
        aid: string;
        /** @description The callback, by its `id`. */
        cbid: string;
        /** @description The collision, by its `id`. */
        cid: string;
        /** @description The command, by its `id`. */
        cmid: string;
        /** @description The car, by its `id` in the list of cars. */
        id: string;
        /** @description The monitor, by its `id`. */
        mid: string;
        /** @description Whose notifications they are. */
        object: string;
        /** @description The remote action, by its `id`. */
        rid: string;
        /** @description The rule, by its `id`. */
        ruid: string;
        /** @description What the manufacturer was given. */
        secret: string;
        /** @description The account, by the `slot` that `/auth/session` gives. */
        slot: string;
        /** @description The problem, by its `code`. */
        slug: string;
        /** @description The trip, by its `id`. */
        tid: string;
    };
    requestBodies: never;
    headers: {
        /** @description Where it leads, or where what was made is. */
        Location: string;
        /** @description Seconds after which trying again may help, where that is known. */
        "Retry-After": number;
        /** @description A cookie that no script can read, or that is taken away. */
        "Set-Cookie": string;
        /** @description `Cookie`, or of a bearer `Bearer error="invalid_token"` (RFC 6750). */
        "WWW-Authenticate": string;
        /** @description Finds the call in the service's log. */
        "X-Request-Id": string;
    };
    pathItems: never;
};
export interface operations {
    "oauth.metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["oauth.metadata"];
            414: components["responses"]["AddressTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "app.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["app.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowed"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "brands.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["brands.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowed"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "eligibility.ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its brand. */
                    brand: components["schemas"]["Brand"];
                    /** @description The car's vehicle identification number. */
                    vin: string;
                };
            };
        };
        responses: {
            200: components["responses"]["eligibility.ask"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["TelematicsBoxReplaced"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "events.get": {
        parameters: {
            query?: {
                /** @description The `id` of the last event that you had: those behind it are answered. Without it only `last` is. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            101: components["responses"]["events.connect"];
            200: components["responses"]["events.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLostOrTicketInvalid"];
            403: components["responses"]["Forbidden6"];
            409: components["responses"]["ChooseAccount"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrTooManyConnections"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LoginUnavailable"];
        };
    };
    "forwarding.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["forwarding.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowedOrFreshLoginRequired"];
            409: components["responses"]["ChooseAccount"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LoginUnavailable"];
        };
    };
    "forwarding.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardingRequest"];
            };
        };
        responses: {
            200: components["responses"]["forwarding.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameterOrInvalidBody"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden7"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["ChooseAccount"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LoginUnavailable"];
        };
    };
    "events.ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: components["responses"]["events.ticket"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden6"];
            409: components["responses"]["ChooseAccount"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrTooManyConnections"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LoginUnavailable"];
        };
    };
    "user.get": {
        parameters: {
            query?: {
                /** @description Whose call centre is wanted. The manufacturer knows those of these countries, and tells them only to services that have the right to it. */
                country?: "CL" | "BR" | "AR";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["user.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["VehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "callbacks.list": {
        parameters: {
            query?: {
                /** @description Which kinds of callback are wanted. */
                types?: ("Monitor" | "Remote")[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["callbacks.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["VehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "callbacks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The callback, by its `id`. */
                cbid: components["parameters"]["cbid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["callbacks.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "vehicles.list": {
        parameters: {
            query?: {
                /** @description The cars of every account that is logged in, where the path names none. Each car then has its `account`, and `accounts` lists them all. It is the first page of each account; the next is asked for by account. */
                accounts?: "all";
                /** @description What of each car is sent along. With `status`, `limit` is 20 at most and 20 without one; with `accounts=all`, for 1 to 8 accounts, at most 20, 10, 6, 4, 3, 2, 1 and 1. */
                include?: ("status" | "branding" | "pictures" | "capabilities")[];
                /** @description Whose call centre is wanted. The manufacturer knows those of these countries, and tells them only to services that have the right to it. */
                country?: "CL" | "BR" | "AR";
                /** @description The language of texts. */
                locale?: string;
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["vehicles.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["VehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "vehicles.get": {
        parameters: {
            query?: {
                /** @description What of the car is sent along, at the cost of nothing but time. */
                include?: ("branding" | "pictures" | "capabilities")[];
                /** @description Whose call centre is wanted. The manufacturer knows those of these countries, and tells them only to services that have the right to it. */
                country?: "CL" | "BR" | "AR";
                /** @description The language of texts. */
                locale?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["vehicles.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "actions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["actions.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "alarms.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Which kinds of report are wanted. */
                type?: ("status" | "trigger")[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["alarms.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "alarms.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The warning or report, by its `id`. */
                aid: components["parameters"]["aid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["alarms.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "alerts.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Only what still holds (true), or only what is over (false). */
                active?: boolean;
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["alerts.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "alerts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The warning or report, by its `id`. */
                aid: components["parameters"]["aid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["alerts.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "monitors.list": {
        parameters: {
            query?: {
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The callback, by its `id`. */
                cbid: components["parameters"]["cbid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["monitors.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden3"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "monitors.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The callback, by its `id`. */
                cbid: components["parameters"]["cbid"];
                /** @description The monitor, by its `id`. */
                mid: components["parameters"]["mid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["monitors.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden3"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "remotes.list": {
        parameters: {
            query?: {
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The callback, by its `id`. */
                cbid: components["parameters"]["cbid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["remotes.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden3"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "remotes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The callback, by its `id`. */
                cbid: components["parameters"]["cbid"];
                /** @description The remote action, by its `id`. */
                rid: components["parameters"]["rid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["remotes.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden3"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "collisions.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["collisions.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "collisions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The collision, by its `id`. */
                cid: components["parameters"]["cid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["collisions.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "commands.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["commands.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden4"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "commands.send": {
        parameters: {
            query?: never;
            header: {
                /** @description Anew for each press of a button; the same again only to repeat one. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandRequest"];
            };
        };
        responses: {
            202: components["responses"]["commands.send"];
            400: components["responses"]["BadRequest2"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden5"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests2"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable3"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "commands.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The command, by its `id`. */
                cmid: components["parameters"]["cmid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["commands.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden4"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrCommandNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "maintenance.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["maintenance.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "position.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["position.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["rules.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden4"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.create": {
        parameters: {
            query?: never;
            header: {
                /** @description Anew for each press of a button; the same again only to repeat one. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleRequest"];
            };
        };
        responses: {
            201: components["responses"]["rules.create"];
            400: components["responses"]["BadRequest2"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden5"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrRuleNotFound"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplacedOrTooManyRules"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrRuleRefused"];
            429: components["responses"]["TooManyRequestsOrRateLimitedOrTooManyCommands"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable3"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The rule, by its `id`. */
                ruid: components["parameters"]["ruid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["rules.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden4"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrRuleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.replace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The rule, by its `id`. */
                ruid: components["parameters"]["ruid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleRequest"];
            };
        };
        responses: {
            200: components["responses"]["rules.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameterOrInvalidBody"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden5"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrRuleNotFound"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["RuleRefused"];
            429: components["responses"]["TooManyRequestsOrRateLimitedOrTooManyCommands"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable3"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The rule, by its `id`. */
                ruid: components["parameters"]["ruid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["rules.delete"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden5"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrRuleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimitedOrTooManyCommands"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable3"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "rules.pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The rule, by its `id`. */
                ruid: components["parameters"]["ruid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleStatus"];
            };
        };
        responses: {
            200: components["responses"]["rules.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameterOrInvalidBody"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden5"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrRuleNotFound"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequestsOrRateLimitedOrTooManyCommands"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable3"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "status.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["status.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "telemetry.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Which groups of each moment are wanted. `vehicle` is all but the first two. */
                type?: ("environment" | "privacy" | "vehicle" | "driverAssistance" | "battery12V" | "doors" | "energies" | "engines" | "ignition" | "lighting" | "safety" | "transmission" | "alarm.status" | "alarm.trigger" | "wipers")[];
                /** @description What of each moment is sent along. */
                include?: ("position" | "maintenance")[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["telemetry.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "trips.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description At least so much. At most one decimal. */
                minDistanceKm?: number;
                /** @description At most so much, and no less than the least. At most one decimal. */
                maxDistanceKm?: number;
                /** @description At least so much. */
                minDurationSeconds?: number;
                /** @description At most so much, and no less than the least. */
                maxDurationSeconds?: number;
                /** @description Which trips are wanted. `Unstarted`: the beginning is missing. `DataLacking`: something on the way is. `Unfinished`: the end is. */
                states?: ("Nominal" | "Unstarted" | "DataLacking" | "Unfinished")[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["trips.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "trips.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["trips.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "tripAlerts.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Only what still holds (true), or only what is over (false). */
                active?: boolean;
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["tripAlerts.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "tripAlerts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
                /** @description The warning or report, by its `id`. */
                aid: components["parameters"]["aid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["tripAlerts.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "tripCollisions.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["tripCollisions.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "tripCollisions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
                /** @description The collision, by its `id`. */
                cid: components["parameters"]["cid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["tripCollisions.get"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFoundOrNoDataYet"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "tripTelemetry.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Which groups of each moment are wanted. `vehicle` is all but the first two. */
                type?: ("environment" | "privacy" | "vehicle" | "driverAssistance" | "battery12V" | "doors" | "energies" | "engines" | "ignition" | "lighting" | "safety" | "transmission" | "alarm.status" | "alarm.trigger" | "wipers")[];
                /** @description What of each moment is sent along. */
                include?: ("position" | "maintenance")[];
                /** @description At most so many items on a page. Without it the manufacturer decides. */
                limit?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["tripTelemetry.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "waypoints.list": {
        parameters: {
            query?: {
                /** @description What was at this point in time or after it. A `+` is written `%2B` in an address. */
                from?: string;
                /** @description What was at this point in time or before it; not before `from`. */
                to?: string;
                /** @description Intervals of ISO 8601, in place of `from` and `to`: `T1/T2`, `T1/PT2H`, `T1/`, `/T2`, and repeated ones, `R5/T1/PT2H/P1D` (five times, every day). */
                interval?: string[];
                /** @description Leaves out points that are no farther than this from the line between the others. At most three decimals. */
                toleranceKm?: number;
                /** @description Leaves out so many items at the beginning. */
                offset?: number;
                /** @description The `next` of the page before, with no other parameter beside it: a cursor keeps what the list was narrowed by. Opaque, and good for its own list only. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The car, by its `id` in the list of cars. */
                id: components["parameters"]["id"];
                /** @description The trip, by its `id`. */
                tid: components["parameters"]["tid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["waypoints.list"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            401: components["responses"]["NotLoggedInOrLoginLost"];
            403: components["responses"]["Forbidden2"];
            404: components["responses"]["NotFoundOrVehicleNotFound"];
            409: components["responses"]["ChooseAccountOrTelematicsBoxReplaced"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequestsOrRateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["BadGateway2"];
            503: components["responses"]["ServiceUnavailable2"];
            504: components["responses"]["UpstreamTimeout"];
        };
    };
    "oauth.authorize": {
        parameters: {
            query: {
                /** @description What is asked for. */
                response_type: "code";
                /** @description The client, as it is registered. */
                client_id: string;
                /** @description Where the client is answered, as it is registered. */
                redirect_uri: string;
                /** @description Comes back as it is. */
                state?: string;
                /** @description Of PKCE. */
                code_challenge: string;
                /** @description How it is made of the verifier. */
                code_challenge_method: "S256";
                /** @description The brand to log in with, one of those on offer. */
                brand: components["schemas"]["Brand"];
                /** @description Has the driver prove anew who they are, unless they did so that many seconds ago: what `fresh-login-required` asks for. */
                max_age?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page that asks the driver first. */
            200: {
                headers: {
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            303: components["responses"]["oauth.authorize"];
            400: components["responses"]["PageUnknownClientOrInvalidParameter"];
            414: components["responses"]["PageAddressTooLong"];
            429: components["responses"]["PageTooManyRequests"];
            431: components["responses"]["PageHeadersTooLarge"];
            500: components["responses"]["PageMisconfiguredOrInternal"];
        };
    };
    "session.callback": {
        parameters: {
            query?: {
                /** @description As the login was begun with. */
                state?: string;
                /** @description The login service's code. */
                code?: string;
                /** @description Why there is no code. */
                error?: string;
                /** @description Who sends the driver back. */
                iss?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["session.callback"];
            414: components["responses"]["PageAddressTooLong"];
            429: components["responses"]["PageTooManyRequests"];
            431: components["responses"]["PageHeadersTooLarge"];
            500: components["responses"]["PageMisconfiguredOrInternal"];
        };
    };
    "session.logIn": {
        parameters: {
            query: {
                /** @description The brand to log in with, one of those on offer. */
                brand: components["schemas"]["Brand"];
                /** @description Where the driver comes back to: a path of this service, or a page of a listed origin. Anything else is the front page. */
                return_to?: string;
                /** @description Has the driver prove anew who they are, unless they did so that many seconds ago: what `fresh-login-required` asks for. */
                max_age?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["session.logIn"];
            400: components["responses"]["PageUnknownBrandOrInvalidParameter"];
            414: components["responses"]["PageAddressTooLong"];
            429: components["responses"]["PageTooManyRequests"];
            431: components["responses"]["PageHeadersTooLarge"];
            500: components["responses"]["PageMisconfiguredOrInternal"];
        };
    };
    "session.logOut": {
        parameters: {
            query?: {
                /** @description The slot of the one account to log out. Without it, all are. */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["session.logOut"];
            400: components["responses"]["CookieAndBearerOrInvalidParameter"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowed"];
            414: components["responses"]["AddressTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LoginUnavailable"];
        };
    };
    "session.logInByPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The brand to log in with. */
                    brand: components["schemas"]["Brand"];
                    /** @description As in the manufacturer's app. */
                    password: string;
                    /** @description As in the manufacturer's app. */
                    username: string;
                };
            };
        };
        responses: {
            204: components["responses"]["session.logInByPassword"];
            400: components["responses"]["CookieAndBearerOrUnknownBrandOrInvalidBody"];
            401: components["responses"]["WrongCredentials"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowed"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["TooManyAccounts"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["AddressTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            502: components["responses"]["PartnerAccessOrLoginUnproven"];
            503: components["responses"]["LimiterUnavailableOrLoginUnavailable"];
        };
    };
    "oauth.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The client that it was given to. */
                    client_id: string;
                    /** @description The bearer. */
                    token: string;
                };
            };
        };
        responses: {
            200: components["responses"]["oauth.revoke"];
            400: components["responses"]["OAuthUnknownClientOrInvalidParameter"];
            408: components["responses"]["OAuthBodyTooSlow"];
            413: components["responses"]["OAuthBodyTooLarge"];
            414: components["responses"]["OAuthAddressTooLong"];
            429: components["responses"]["OAuthTooManyRequests"];
            431: components["responses"]["OAuthHeadersTooLarge"];
            500: components["responses"]["OAuthMisconfiguredOrInternal"];
            503: components["responses"]["OAuthLoginUnavailable"];
        };
    };
    "session.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["session.get"];
            400: components["responses"]["CookieAndBearer"];
            403: components["responses"]["CsrfHeaderMissingOrOriginNotAllowed"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "oauth.token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The client, as it is registered. */
                    client_id: string;
                    /** @description The code that the redirect URI was called with. */
                    code: string;
                    /** @description What the challenge was made of. */
                    code_verifier: string;
                    /**
                     * @description `authorization_code`.
                     * @enum {string}
                     */
                    grant_type: "authorization_code";
                    /** @description The same that the code was asked with. */
                    redirect_uri: string;
                };
            };
        };
        responses: {
            200: components["responses"]["oauth.token"];
            400: components["responses"]["OAuthUnknownClientOrCodeRefusedOrInvalidParameter"];
            403: components["responses"]["OAuthOriginNotAllowed"];
            408: components["responses"]["OAuthBodyTooSlow"];
            409: components["responses"]["OAuthTooManyAccounts"];
            413: components["responses"]["OAuthBodyTooLarge"];
            414: components["responses"]["OAuthAddressTooLong"];
            429: components["responses"]["OAuthTooManyRequests"];
            431: components["responses"]["OAuthHeadersTooLarge"];
            500: components["responses"]["OAuthMisconfiguredOrInternal"];
        };
    };
    "health.get": {
        parameters: {
            query?: {
                /** @description Whether each relay is asked, too. */
                relay?: "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["health.get"];
            404: components["responses"]["NotFound"];
            414: components["responses"]["AddressTooLong"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
            503: components["responses"]["LimiterUnavailable"];
        };
    };
    "hooks.receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whose notifications they are. */
                object: components["parameters"]["object"];
                /** @description What the manufacturer was given. */
                secret: components["parameters"]["secret"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | Record<string, never>[];
            };
        };
        responses: {
            200: components["responses"]["hooks.receive"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "problems.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The problem, by its `code`. */
                slug: components["parameters"]["slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["problems.get"];
            404: components["responses"]["NotFound"];
            414: components["responses"]["AddressTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["MisconfiguredOrInternal"];
        };
    };
    "forwarding.receive": {
        parameters: {
            query?: never;
            header: {
                /** @description Names the message: the same in each attempt, and no other's. Keep it, and take a message once. */
                "webhook-id": string;
                /** @description The Unix second of the attempt. Refuse one that is five minutes away. */
                "webhook-timestamp": string;
                /** @description `v1,` and base64 of the HMAC-SHA256 of id, timestamp and body, joined by full stops, with the bytes of the key. Two, separated by a space, while the owner replaces the key: one that fits is enough. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardedMessage"];
            };
        };
        responses: {
            /** @description Nothing more of this driver is wanted: their consent ends, and what waits is dropped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is not taken, and is sent again. A redirect is not followed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
