"""Icons, translations, pictures (from `tagscope tour`) and other data that ship with the program.

After texts have changed, bring the catalogue up to date, translate what it marks unfinished, and release it:
    pyside6-lupdate -no-obsolete -locations none -extensions py gui -ts resources/translations/tagscope_zh_CN.ts
    pyside6-lrelease resources/translations/tagscope_zh_CN.ts
"""
