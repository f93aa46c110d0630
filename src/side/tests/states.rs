//! Which state those stand with whose words name it another way, or none.

use super::*;

#[test]
fn a_ministry_without_a_state_is_not_the_united_states() {
    let text = "US President Joe Hill demanded the drug. The Indian government denied a ban. The Foreign Ministry rejected the threat.";
    let said = [
        ("Joe Hill", "US President Joe Hill", "demanded", "the drug"),
        ("*Indian government", "The Indian government", "denied", "a ban"),
        ("*Foreign Ministry", "The Foreign Ministry", "rejected", "the threat"),
    ];
    assert_eq!(grouped(text, &said), "United States: Joe Hill; India: Indian government, Foreign Ministry");
}

#[test]
fn the_government_is_the_one_that_is_named_so() {
    let text = "US President Joe Hill demanded the drug. The Indian government denied a ban. On Monday the government promised to sell it.";
    let said = [
        ("Joe Hill", "US President Joe Hill", "demanded", "the drug"),
        ("*Indian government", "The Indian government", "denied", "a ban"),
        ("*the government", "the government", "promised", "to sell it"),
    ];
    assert_eq!(grouped(text, &said), "United States: Joe Hill; India: Indian government, the government");
}

#[test]
fn the_government_in_a_capital() {
    let text = "Peruvian President Joe Hill demanded the drug. The government in Beijing denied a ban.";
    let said = [
        ("Joe Hill", "Peruvian President Joe Hill", "demanded", "the drug"),
        ("*The government in Beijing", "The government in Beijing", "denied", "a ban"),
    ];
    assert_eq!(grouped(text, &said), "Peru: Joe Hill; China: The government in Beijing");
}

#[test]
fn only_one_state_has_a_secretary_of_state() {
    // Of China much is said, and nobody is heard for it.
    let text = "Secretary of State Ann Gray demanded data from China. China is closed. China has an outbreak, and the U.S. has none. The \
                World Health Organization praised China. Defense Secretary Joe Hill criticized China.";
    let said = [
        ("Ann Gray", "Secretary of State Ann Gray", "demanded", "data from China"),
        ("*World Health Organization", "The World Health Organization", "praised", "China"),
        ("Joe Hill", "Defense Secretary Joe Hill", "criticized", "China"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("United States: Ann Gray") && !found.contains("Ann Gray, Joe Hill"), "{found}");
}

#[test]
fn an_agency_of_a_state_is_the_states() {
    let text = "The Aviation Authority of Nepal rejected the claim. Indian Foreign Minister Joe Hill demanded a probe.";
    let said = [
        ("*Aviation Authority of Nepal", "The Aviation Authority of Nepal", "rejected", "the claim"),
        ("Joe Hill", "Joe Hill", "demanded", "a probe"),
    ];
    assert_eq!(grouped(text, &said), "Nepal: Aviation Authority of Nepal; India: Joe Hill");
}

#[test]
fn a_state_that_speaks_in_the_headline_only_is_its_government() {
    let text = "Mexico rejected the tariff. US President Joe Hill demanded the tariff. President Ana Solis called the tariff on Mexico a \
                mistake. The tariff on Mexico hurts Mexico. Mexico sells steel.";
    let said = [
        ("*Mexico", "Mexico", "rejected", "the tariff"),
        ("Joe Hill", "US President Joe Hill", "demanded", "the tariff"),
        ("Ana Solis", "President Ana Solis", "called", "the tariff on Mexico a mistake"),
    ];
    assert_eq!(grouped(text, &said), "Mexico: Mexico, Ana Solis; United States: Joe Hill");
}

#[test]
fn those_who_make_a_bodys_policy_and_a_governments_team() {
    let text = "The Fed demanded patience. Fed policymakers said growth is strong. The Peruvian government said rates must fall. A government \
                team rejected the call for patience.";
    let said = [
        ("*Fed", "The Fed", "demanded", "patience"),
        ("~Fed policymakers", "Fed policymakers", "said", "growth is strong"),
        ("*Peruvian government", "The Peruvian government", "said", "rates must fall"),
        ("~government team", "A government team", "rejected", "the call for patience"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Fed: Fed, Fed policymakers") && found.contains(": Peruvian government, government team"), "{found}");
}
